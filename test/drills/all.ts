import { crashPoints } from "./crash-points.ts";
import { interleaving } from "./interleaving.ts";
import { kill } from "./kill.ts";
import { opening } from "./opening.ts";
import { poison } from "./poison.ts";
import { redelivery } from "./redelivery.ts";
import { databaseBusy, diskFull } from "./storage-faults.ts";
import { terminate } from "./terminate.ts";

export const drills = [
  kill,
  crashPoints,
  redelivery,
  interleaving,
  opening,
  terminate,
  diskFull,
  databaseBusy,
  poison,
];
