/** What the product is given. */
export const account = {
  phoneNumberId: "106540352242922",
  businessId: "102290129340398",
  displayPhoneNumber: "212522000000",
  accessToken: "sandbox-whatsapp-token",
  appSecret: "sandbox-whatsapp-app-secret",
  verifyToken: "sandbox-whatsapp-verify-token",
};
