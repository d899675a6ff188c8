import { ask } from "./api.js";

const byId = (id) => document.getElementById(id);
const selects = ["answer", "receipts", "redeliver"];

/** The clock and the faults. `channelOf` tells which channel they are for. */
export function wireControls(channelOf, onTrouble) {
  let aheadMs = 0;
  const tick = () => {
    const now = new Date(Date.now() + aheadMs);
    byId("now").dateTime = now.toISOString();
    byId("now").textContent = now.toLocaleString("en-GB", { dateStyle: "full", timeStyle: "medium" });
  };
  const keepTime = ({ now }) => {
    aheadMs = Date.parse(now) - Date.now();
    tick();
  };
  setInterval(tick, 1000);

  for (const button of document.querySelectorAll("[data-advance]"))
    button.onclick = () => ask("clock", { advance: button.dataset.advance }).then(keepTime, onTrouble);
  byId("reset").onclick = () => ask("reset", {}).then(show, onTrouble);
  for (const id of selects)
    byId(id).onchange = () => {
      const value = id === "receipts" ? byId(id).value : JSON.parse(byId(id).value);
      ask("faults", { channel: channelOf(), [id]: value }).catch(onTrouble);
    };

  /** What is set for the channel that is looked at. */
  async function show() {
    const faults = (await ask("faults"))[channelOf()];
    byId("answer").value = JSON.stringify(faults?.answer ?? null);
    byId("receipts").value = faults?.receipts ?? "usual";
    byId("redeliver").value = String(faults?.redeliver ?? 0);
  }

  return { keepTime, show };
}
