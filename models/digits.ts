/** Eastern Arabic digits as the others: ٤٠ is 40. */
export const westernDigits = (text: string): string =>
  text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
