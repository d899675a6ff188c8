import { badInput } from "./bad-input.ts";
import { channelFaults } from "./channel-faults.ts";
import {
  channelDeadLetters,
  channelForgeries,
  channelOutages,
  channelRedelivery,
  channelReplay,
  channelThrottle,
  channelUnicode,
} from "./channels/drills.ts";
import { clockChanges } from "./clock-changes.ts";
import { crashPoints } from "./crash-points.ts";
import { databaseDown, databaseFlapping, databaseSilent, databaseSlow } from "./database-outage.ts";
import { deadLetters } from "./dead-letters.ts";
import type { Drill } from "./drill.ts";
import { fileAddresses } from "./file-addresses.ts";
import { flowDeaths } from "./flow-deaths.ts";
import { injection } from "./injection.ts";
import { interleaving } from "./interleaving.ts";
import { jobStorm } from "./job-storm.ts";
import { kill } from "./kill.ts";
import { flood, slowClients } from "./neighbours.ts";
import { oversize, unicode } from "./odd-texts.ts";
import { opening } from "./opening.ts";
import { poison } from "./poison.ts";
import { redelivery } from "./redelivery.ts";
import { replay } from "./replay.ts";
import { restore } from "./restore.ts";
import { soak } from "./soak.ts";
import { databaseBusy, diskFull } from "./storage-faults.ts";
import { terminate } from "./terminate.ts";
import { throttle } from "./throttle.ts";
import { upgrade } from "./upgrade.ts";

/** Those that end processes or take their storage away. */
export const crashDrills: Drill[] = [
  kill,
  crashPoints,
  flowDeaths,
  terminate,
  databaseSlow,
  databaseDown,
  databaseSilent,
  databaseFlapping,
  diskFull,
  databaseBusy,
  poison,
  jobStorm,
  soak,
  upgrade,
  restore,
];
export const deliveryDrills: Drill[] = [
  redelivery,
  interleaving,
  opening,
  channelFaults,
  throttle,
  deadLetters,
  replay,
  clockChanges,
];
/** Those that are the same on every channel. */
export const channelDrills: Drill[] = [
  channelRedelivery,
  channelOutages,
  channelThrottle,
  channelDeadLetters,
  channelForgeries,
  channelReplay,
  channelUnicode,
];
/** Those on the public API, and on what vendors call. */
export const hostileDrills: Drill[] = [
  badInput,
  injection,
  oversize,
  unicode,
  fileAddresses,
  slowClients,
  flood,
];

const number = ({ name }: Drill): number => Number.parseInt(name, 10);
export const drills: Drill[] = [...crashDrills, ...deliveryDrills, ...channelDrills, ...hostileDrills].sort(
  (a, b) => number(a) - number(b),
);
