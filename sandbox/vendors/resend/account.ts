/** What the product is given. */
export const account = {
  apiKey: "sandbox-re_0123456789",
  webhookSecret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  from: "Dar Lina <bonjour@darlina.example>",
  address: "bonjour@darlina.example",
  /** The one that is verified. */
  domain: "darlina.example",
};
