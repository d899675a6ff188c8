/** What the product is given. */
export const account = {
  pageId: "682498302938465",
  appId: 1517776481860111,
  /** Of the page's own inbox, which is the same app on every page. */
  inboxAppId: 263902037430900,
  pageToken: "sandbox-messenger-page-token",
  appSecret: "sandbox-messenger-app-secret",
  verifyToken: "sandbox-messenger-verify-token",
};
