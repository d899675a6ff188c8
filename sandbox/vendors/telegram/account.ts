/** What the product is given. */
export const account = {
  botId: 110201543,
  name: "Dar Lina",
  username: "darlina_bot",
  token: "sandbox-110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
  webhookSecret: "sandbox-telegram-secret",
};
export const bot = { id: account.botId, is_bot: true, first_name: account.name, username: account.username };
