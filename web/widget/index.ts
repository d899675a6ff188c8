import * as z from "zod/mini";
import { HanoutChat } from "./chat.ts";

/** Else zod tries whether it may compile code, which a strict page reports as a violation of its policy. */
z.config({ jitless: true });

/**
 * `<script src="https://shop.example/widget.js" data-lang="fr" data-color="#0f766e" data-name="Dar Lina" async>`
 * puts the chat on a page. The server is the one that the script comes from.
 */
function start(script: HTMLScriptElement): void {
  if (!customElements.get("hanout-chat")) customElements.define("hanout-chat", HanoutChat);
  const chat = document.createElement("hanout-chat") as HanoutChat;
  chat.base = new URL(".", script.src).href;
  chat.lang = script.dataset.lang ?? document.documentElement.lang;
  chat.color = script.dataset.color ?? "";
  chat.name = script.dataset.name ?? location.hostname;
  if (document.body) document.body.append(chat);
  else addEventListener("DOMContentLoaded", () => document.body.append(chat));
}

if (document.currentScript instanceof HTMLScriptElement && !document.querySelector("hanout-chat"))
  start(document.currentScript);
