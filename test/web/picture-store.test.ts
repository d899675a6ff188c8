import { expect, test } from "@jest/globals";
import { browserPictures, safePictures } from "../../web/widget/picture-store.ts";
import { virtualTime } from "../fakes/time.ts";
import { pictureShelf } from "./picture-shelf.ts";

const picture = new Blob(["bytes"], { type: "image/png" });

test("where the browser grants no store, the page keeps its pictures until they are removed", async () => {
  const pictures = safePictures(browserPictures(), virtualTime());
  await pictures.put("m1", picture);
  const read = await pictures.get("m1");
  expect([read?.type, await read?.text()]).toEqual(["image/png", "bytes"]);
  await pictures.remove("m1");
  expect(await pictures.get("m1")).toBeUndefined();
});

test("what the page of before kept is there, until it is removed", async () => {
  const kept = new Map<string, Blob>();
  await safePictures(pictureShelf(kept), virtualTime()).put("m1", picture);
  const pictures = safePictures(pictureShelf(kept), virtualTime());
  expect(await (await pictures.get("m1"))?.text()).toBe("bytes");
  await pictures.remove("m1");
  expect(kept.size).toBe(0);
});

test("a picture whose file cannot be read any more counts as none", async () => {
  const lost = new Blob(["bytes"]);
  lost.arrayBuffer = () => Promise.reject(new Error("NotReadableError"));
  const pictures = safePictures(pictureShelf(new Map([["m1", lost]])), virtualTime());
  expect(await pictures.get("m1")).toBeUndefined();
});

test("a store that never answers is not waited for", async () => {
  const time = virtualTime();
  const silent = { ...pictureShelf(new Map()), get: () => new Promise<undefined>(() => {}) };
  const read = safePictures(silent, time).get("m1");
  await time.pass(5_000);
  expect(await read).toBeUndefined();
});
