import { texts } from "./texts.js";

const products = loadProducts();
let language = firstLanguage();

/** `?lang=`, else the visitor's first language that we speak, else the shop's. */
function firstLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const wishes = [
    asked,
    ...navigator.languages.map((tag) => tag.split("-")[0]),
    document.documentElement.lang,
  ];
  return wishes.find((wish) => wish !== null && Object.hasOwn(texts, wish)) ?? "fr";
}

/** `[{ id, title: { fr, ar, en }, priceMinor, currency, image }]`; the page lives without them. */
async function loadProducts() {
  const response = await fetch("/page/products.json");
  return response.ok ? response.json() : [];
}

/** The chat, once its script has run. */
async function chat() {
  await customElements.whenDefined("hanout-chat");
  return document.querySelector("hanout-chat");
}

async function speak(next) {
  language = next;
  const words = texts[language];
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  for (const place of document.querySelectorAll("[data-text]")) place.textContent = words[place.dataset.text];
  for (const button of document.querySelectorAll("button[data-language]"))
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  await showProducts();
  (await chat()).lang = language;
}

async function showProducts() {
  const list = await products;
  document.querySelector(".selection").hidden = list.length === 0;
  document.querySelector(".products").replaceChildren(...list.map(productCard));
}

function productCard(product) {
  const words = texts[language];
  const title = product.title[language] ?? Object.values(product.title)[0];
  const ask = element("button", {
    type: "button",
    textContent: words.ask,
    ariaLabel: `${words.ask} – ${title}`,
  });
  ask.addEventListener("click", async () => (await chat()).open(words.askAbout(title)));
  const picture = element("img", { src: product.image, alt: "", loading: "lazy", width: 480, height: 480 });
  const price = element("p", { className: "price", textContent: priceText(product) });
  return element("li", {}, picture, element("h3", { textContent: title }), price, ask);
}

function priceText({ priceMinor, currency }) {
  const locale = language === "ar" ? "ar-MA-u-nu-latn" : language;
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    trailingZeroDisplay: "stripIfInteger",
  });
  return format.format(priceMinor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.language) {
    history.replaceState(null, "", `?lang=${button.dataset.language}`);
    await speak(button.dataset.language);
  }
  if (button?.hasAttribute("data-open")) (await chat()).open();
  if (button?.hasAttribute("data-say")) (await chat()).say(button.textContent);
});

await speak(language);
