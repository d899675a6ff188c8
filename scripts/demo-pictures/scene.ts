import { brightness, hash, mix } from "./ink.ts";

/** Walls behind the product: light ones, and deeper ones for products that are nearly white. */
const paleWalls = ["#f3ece3", "#efe3dc", "#e8ece4", "#e6ebef", "#f2e9da", "#ece6ee"];
const deepWalls = ["#c9b3a0", "#b4bfae", "#adbcc8", "#cdb0a6", "#bfb3c4", "#a3b6b4"];

const alcoves = [
  // round arch
  "M100 480V215a140 140 0 0 1 280 0V480Z",
  // pointed arch
  "M95 480V235C95 150 170 100 240 58C310 100 385 150 385 235V480Z",
  // circle
  "M240 62a178 178 0 1 1-.1 0Z",
];

/** Puts a drawing before a quiet wall with an alcove, and a shadow under it if it stands. */
export function scene(id: string, base: string, drawing: string, stands: boolean): string {
  const choice = hash(`${id}/scene`);
  const walls = brightness(base) > 0.72 ? deepWalls : paleWalls;
  const wall = walls[choice % walls.length] ?? "#f3ece3";
  const alcove = alcoves[(choice >>> 8) % alcoves.length];
  const shadow = stands
    ? `<ellipse cx="240" cy="420" rx="130" ry="13" fill="${mix(wall, "#3a2c22", 0.28)}" opacity=".55"/>`
    : "";
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480" width="480" height="480">` +
    `<rect width="480" height="480" fill="${wall}"/>` +
    `<path d="${alcove}" fill="${mix(wall, "#ffffff", 0.42)}"/>${shadow}${drawing}</svg>`
  );
}
