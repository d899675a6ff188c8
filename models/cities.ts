/**
 * The country (ISO 3166) of each city that `entities.yaml` knows, to tell "the rest of the country" from abroad.
 * A city that is not listed counts as abroad.
 */
const cities: Record<string, string> = {};

export const countryOf = (city: string): string | undefined => cities[city];
