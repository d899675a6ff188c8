import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import { z } from "zod";
import { arraysOf, latinClasses, modelVersion, type NluModel } from "./model.ts";

/** Of the model, in the data folder. */
export const modelFileName = "nlu-model.bin";
const magic = "hanout-nlu\n";
const digestBytes = 32;
/** Hashed at once; others have their turn between two pieces. */
const pieceBytes = 1 << 20;

export type ModelFileFault = "missing" | "damaged" | "outdated";

/** Why there is no model to use. `outdated`: written by other code. Each is mended by training again. */
export class ModelFileError extends Error {
  readonly kind: ModelFileFault;
  constructor(kind: ModelFileFault, path: string, detail: string, cause?: unknown) {
    super(`${path}: ${detail}. Train again (npm run train) to write a new one.`, { cause });
    this.kind = kind;
  }
}

const Header = z.object({
  version: z.literal(modelVersion),
  checksum: z.string(),
  languageFloats: z.int().nonnegative(),
  labels: z.array(z.string()),
  features: z.int().nonnegative(),
  calibration: z.object({ sharpness: z.number(), scope: z.array(z.number()) }),
  calibratedOn: z.string(),
  concepts: z.array(z.string()),
  conceptNumbers: z.int().nonnegative(),
});
const HeaderVersion = z.object({ version: z.int() });

/**
 * Writes the model into the data folder as one file: magic, SHA-256 of all that follows, length of the header,
 * header (JSON), numbers (little-endian). A crash leaves the former file whole.
 */
export async function saveModel(dataDir: string, model: NluModel): Promise<void> {
  const { linear, calibration, calibratedOn, concepts } = model.intents;
  const header = Buffer.from(
    JSON.stringify({
      version: modelVersion,
      checksum: model.checksum,
      languageFloats: model.language.logProbability.length,
      labels: linear.labels,
      features: linear.hashes.length,
      calibration,
      calibratedOn,
      concepts: concepts.names,
      conceptNumbers: concepts.rows.length,
    } satisfies z.input<typeof Header>),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const numbers = arraysOf(model).map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  const parts = [length, header, ...numbers];
  const path = join(dataDir, modelFileName);
  const file = await open(`${path}.new`, "w", 0o600);
  try {
    await file.writev([Buffer.from(magic), await digestOf(parts), ...parts]);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/**
 * Reads the saved model; never holds others up for more than some milliseconds. Its checksum tells the phrases that
 * it has learned from (`trainingChecksum`).
 * @throws {ModelFileError}
 */
export async function loadModel(dataDir: string): Promise<NluModel> {
  const path = join(dataDir, modelFileName);
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") throw new ModelFileError("missing", path, "no trained model yet", cause);
    throw cause;
  });
  const bodyAt = magic.length + digestBytes;
  const body = bytes.subarray(bodyAt);
  const digest = await digestOf([body]);
  if (bytes.length < bodyAt + 4 || !digest.equals(bytes.subarray(magic.length, bodyAt))) {
    throw new ModelFileError("damaged", path, "the file is cut short or was changed");
  }
  const numbersAt = 4 + body.readUInt32LE(0);
  const json: unknown = JSON.parse(body.toString("utf8", 4, numbersAt));
  const version = HeaderVersion.parse(json).version;
  if (version !== modelVersion) {
    throw new ModelFileError("outdated", path, `version ${version}, where version ${modelVersion} is read`);
  }
  const header = Header.parse(json);
  const { checksum, labels, features, calibration, calibratedOn, languageFloats } = header;
  const read = numberReader(body, numbersAt);
  return {
    checksum,
    language: {
      logProbability: new Float32Array(read(languageFloats * 4)),
      strangeBelow: new Float32Array(read(latinClasses.length * 4)),
    },
    intents: {
      linear: {
        labels,
        hashes: new Uint32Array(read(features * 4)),
        rarity: new Float32Array(read(features * 4)),
        scales: new Float32Array(read(features * 4)),
        bias: new Float32Array(read(labels.length * 4)),
        weights: new Int8Array(read(features * labels.length)),
      },
      calibration,
      calibratedOn,
      concepts: { names: header.concepts, rows: new Uint32Array(read(header.conceptNumbers * 4)) },
    },
  };
}

/** How often the file is looked at: a data folder is written to all the time, so that watching it would cost more. */
const lookEveryMs = 2_000;

/**
 * Tells when another model was saved, by whatever process.
 * @returns ends the watch
 */
export function watchModel(dataDir: string, onSaved: () => void, everyMs = lookEveryMs): () => void {
  const path = join(dataDir, modelFileName);
  // Renamed into place, each is a file of its own; the clock of files is coarse, and numbers are used again.
  const written = (): string => {
    const file = statSync(path, { throwIfNoEntry: false });
    return file ? `${file.ino} ${file.mtimeMs}` : "";
  };
  let last = written();
  const timer = setInterval(() => {
    const now = written();
    if (now === last) return;
    last = now;
    onSaved();
  }, everyMs).unref();
  return () => clearInterval(timer);
}

async function digestOf(parts: readonly Buffer[]): Promise<Buffer> {
  const hash = createHash("sha256");
  for (const part of parts) {
    for (let at = 0; at < part.length; at += pieceBytes) {
      hash.update(part.subarray(at, at + pieceBytes));
      await yieldToOthers();
    }
  }
  return hash.digest();
}

/** Each array in memory of its own, so that it can be moved to another thread. */
function numberReader(body: Buffer, start: number): (byteLength: number) => ArrayBuffer {
  let at = start;
  return (byteLength) => {
    const memory = new ArrayBuffer(byteLength);
    body.copy(new Uint8Array(memory), 0, at, at + byteLength);
    at += byteLength;
    return memory;
  };
}
