import { ask } from "./api.js";
import { followChats } from "./chats.js";
import { wireControls } from "./controls.js";
import { drawEntry, drawTaps } from "./draw.js";
import { element } from "./element.js";
import { addressOf, channels, deeds, meet } from "./people.js";

const byId = (id) => document.getElementById(id);

const offered = await ask("");
const served = channels.filter(({ channel }) => offered.channels.includes(channel));
let place = placeOf(location.hash) ?? { channel: served[0], person: served[0].people[0] };

const trouble = (error) => {
  byId("trouble").textContent = error?.message ?? "";
};
const controls = wireControls(() => place.channel.channel, trouble);
const chats = followChats(({ entries, isNew, now }) => {
  controls.keepTime({ now });
  meetAll(entries);
  const isHere = ({ channel, shopper }) =>
    channel === place.channel.channel && shopper === addressOf(place.channel, place.person);
  if (isNew) drawLog();
  else for (const entry of entries.filter(isHere)) drawOne(entry);
  drawReplies();
  markNews(entries);
});

function placeOf(hash) {
  const [name, from] = decodeURIComponent(hash.slice(1)).split(" ");
  const channel = served.find((one) => one.channel === name);
  if (channel && from) meet(channel, from);
  const person = channel?.people.find((one) => one.from === from);
  return person && { channel, person };
}

/** Whoever wrote by the API is a shopper like any other. */
function meetAll(entries) {
  const isNew = entries.map(({ channel, shopper }) =>
    meet(
      served.find((one) => one.channel === channel),
      shopper,
    ),
  );
  if (isNew.includes(true)) drawPeople();
}

async function act(deed) {
  trouble();
  const { from, name, language } = place.person;
  await ask(`${place.channel.channel}/shopper`, { from, name, language, ...deed }).catch(trouble);
}

const tapped = (tap) => act({ tap: tap.value ?? tap.label });

function drawPeople() {
  byId("people").replaceChildren(
    ...served.map((channel) =>
      element(
        "section",
        { "data-channel": channel.channel },
        element("h2", {}, channel.title),
        ...channel.people.map((person) =>
          element(
            "button",
            {
              type: "button",
              "data-address": addressOf(channel, person),
              "aria-current": channel === place.channel && person === place.person ? "true" : null,
              onclick: () => goTo({ channel, person }),
            },
            element("span", { dir: "auto" }, person.name),
            element("small", {}, person.from),
          ),
        ),
      ),
    ),
  );
}

function goTo(next) {
  place = next;
  history.replaceState(null, "", `#${encodeURIComponent(`${place.channel.channel} ${place.person.from}`)}`);
  drawPeople();
  drawPlace();
  drawLog();
  drawReplies();
  byId("text").focus();
}

function drawPlace() {
  const { channel, person } = place;
  byId("chat").dataset.channel = channel.channel;
  byId("with").textContent = person.name;
  byId("about").textContent = `${channel.title} · ${person.from}`;
  byId("faulty").textContent = channel.title;
  byId("subject").hidden = channel.channel !== "email";
  drawMenu();
  byId("deeds").replaceChildren(
    ...channel.deeds.map((name) => {
      const { label, deed, back } = deeds[name];
      const button = element("button", { type: "button" }, label);
      let other = false;
      button.onclick = () => {
        act(other ? back.deed : deed);
        if (!back) return;
        other = !other;
        button.textContent = other ? back.label : label;
      };
      return button;
    }),
  );
  trouble();
  controls.show();
}

/** What the shop offers in the vendor's own menu. */
async function drawMenu() {
  const { channel, person } = place;
  const menu = await ask(`${channel.channel}/menu?language=${person.language ?? "fr"}`);
  if (place.person !== person) return;
  byId("menu").hidden = menu.length === 0;
  byId("items").replaceChildren(
    ...menu.map((one) =>
      element("button", { type: "button", dir: "auto", onclick: () => tapped(one) }, [
        one.label,
        one.description === undefined ? null : ` ${one.description}`,
      ]),
    ),
  );
}

function drawLog() {
  const address = addressOf(place.channel, place.person);
  byId("log").replaceChildren();
  for (const entry of chats.with({ channel: place.channel.channel, address })) drawOne(entry);
}

/** Of a message that is there already only how far it came is new: what was open or selected stays so. */
function drawOne(entry) {
  const log = byId("log");
  const drawn = drawEntry(entry, tapped);
  const before = log.querySelector(`[data-number="${entry.number}"]`);
  if (before) return before.querySelector(".meta").replaceWith(drawn.querySelector(".meta"));
  log.append(drawn);
  log.scrollTop = log.scrollHeight;
}

/** Until the shopper writes or taps. */
function drawReplies() {
  const address = addressOf(place.channel, place.person);
  const last = chats.with({ channel: place.channel.channel, address }).at(-1);
  const replies = last?.by === "shop" ? (last.shows.replies ?? []) : [];
  byId("replies").replaceChildren(...[drawTaps(replies, tapped)].filter(Boolean));
}

/** A dot at whoever got something while one looked elsewhere. */
function markNews(entries) {
  for (const { by, channel, shopper } of entries) {
    if (by !== "shop") continue;
    const button = document.querySelector(
      `#people [data-channel="${channel}"] [data-address="${CSS.escape(shopper)}"]:not([aria-current])`,
    );
    button?.classList.add("news");
  }
}

byId("another").onsubmit = (event) => {
  event.preventDefault();
  const from = byId("address").value.trim();
  meet(place.channel, from);
  byId("address").value = "";
  goTo({
    channel: place.channel,
    person: place.channel.people.find((one) => one.from === from) ?? place.person,
  });
};
byId("composer").onsubmit = (event) => {
  event.preventDefault();
  const [text, subject] = [byId("text").value.trim(), byId("subject").value.trim()];
  if (!text) return;
  byId("text").value = "";
  act({ text, ...(subject && !byId("subject").hidden && { subject }) });
  byId("subject").value = "";
};
byId("text").onkeydown = (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId("composer").requestSubmit();
};

// It is scrolled by the keyboard too.
byId("log").tabIndex = 0;
drawPeople();
drawPlace();
drawLog();
