import { readFileSync } from "node:fs";

/** What every shopper sends who sends a picture. */
export const picture = {
  bytes: readFileSync(new URL("../../commerce/embedded/demo/images/robe-lina.jpg", import.meta.url)),
  contentType: "image/jpeg",
};
/** The same for the page, which shows the shopper's own chat. */
export const picturePath = "/page/picture.jpg";
