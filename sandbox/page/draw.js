import { element } from "./element.js";

/** A message as its channel shows it. `tap` is called with the thing that was tapped. */
export function drawEntry(entry, tap) {
  const { by, shows, at, state, fault, answered, request } = entry;
  const { text, image, file, place, cards = [], taps = [], list, subject, html, note } = shows;
  const hasBubble =
    text !== undefined || image || file || place || subject !== undefined || list || taps.length > 0;
  return element(
    "article",
    { className: `entry ${by}`, "data-number": entry.number },
    hasBubble
      ? element(
          "div",
          { className: "bubble" },
          subject !== undefined && subject !== "" ? element("h3", { dir: "auto" }, subject) : null,
          image ? element("img", { src: image, alt: "Picture", loading: "lazy" }) : null,
          file ? drawFile(file) : null,
          place ? drawPlace(place) : null,
          html === undefined ? drawText(text) : drawMail(entry),
          list ? drawList(list, tap) : null,
          drawTaps(taps, tap),
        )
      : null,
    cards.length > 0
      ? element(
          "ul",
          { className: "cards" },
          cards.map((card) => drawCard(card, tap)),
        )
      : null,
    note === undefined ? null : element("p", { className: "note", dir: "auto" }, note),
    element(
      "p",
      { className: "meta" },
      [timeOf(at), howFar({ state, fault, answered })].filter(Boolean).join(" · "),
    ),
    request === undefined
      ? null
      : element(
          "details",
          { className: "raw" },
          element("summary", {}, "Request"),
          element("pre", { tabIndex: 0 }, JSON.stringify(request, null, 2)),
        ),
  );
}

const drawText = (text) =>
  text === undefined ? null : element("p", { className: "text", dir: "auto" }, text);

/** In a frame that can do nothing. */
const drawMail = ({ number, shows }) =>
  element("iframe", { title: shows.subject ?? "E-mail", src: `/sandbox/mail/${number}`, sandbox: "" });

const drawFile = ({ name, url }) =>
  element(
    "p",
    { className: "file" },
    url ? element("a", { href: url, target: "_blank", rel: "noreferrer" }, name) : name,
  );

const drawPlace = ({ name, address, latitude, longitude }) =>
  element(
    "p",
    { className: "place", dir: "auto" },
    [name, address, `${latitude}, ${longitude}`].filter(Boolean).join("\n"),
  );

export const drawTaps = (taps, tap) =>
  taps.length === 0
    ? null
    : element(
        "div",
        { className: "taps" },
        taps.map((one) => drawTap(one, tap)),
      );

const drawTap = (one, tap) =>
  one.url === undefined
    ? element(
        "button",
        { type: "button", dir: "auto", title: one.value ?? "", onclick: () => tap(one) },
        one.label,
      )
    : element("a", { href: one.url, target: "_blank", rel: "noreferrer", dir: "auto" }, one.label);

const drawList = ({ opens, rows }, tap) =>
  element(
    "details",
    { className: "list" },
    element("summary", { dir: "auto" }, opens),
    element(
      "div",
      { className: "rows" },
      rows.map((row) =>
        element(
          "button",
          { type: "button", title: row.value ?? "", onclick: () => tap(row) },
          element("span", { dir: "auto" }, row.label),
          row.description === undefined ? null : element("small", { dir: "auto" }, row.description),
        ),
      ),
    ),
  );

const drawCard = ({ title, subtitle, image, taps }, tap) =>
  element(
    "li",
    { className: "card" },
    image ? element("img", { src: image, alt: "", loading: "lazy" }) : null,
    element("strong", { dir: "auto" }, title),
    subtitle === undefined ? null : element("p", { dir: "auto" }, subtitle),
    drawTaps(taps, tap),
  );

const timeOf = (at) =>
  new Date(at).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });

/** What the vendor knows of the shop's message; for the shopper's, whether the shop took it. */
function howFar({ state, fault, answered }) {
  if (state === "failed") return `not delivered${fault ? ` (${fault})` : ""}`;
  if (state !== undefined) return state;
  if (answered === 0) return "the shop cannot be reached";
  return answered >= 300 ? `the shop answered ${answered}` : "";
}
