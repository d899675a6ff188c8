import { createHash } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Language } from "../models/language.ts";
import { latinClasses, modelVersion, type NluModel } from "./model.ts";

const fileName = "nlu-model.bin";
const magic = "hanout-nlu\n";
const digestBytes = 32;

export type ModelFileFault = "missing" | "damaged" | "outdated";

/** Why there is no model to use. Each is mended by training again; the message is for the log. */
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
  intents: z.array(
    z.object({ language: Language, intents: z.array(z.string()), features: z.array(z.string()) }),
  ),
});
const HeaderVersion = z.object({ version: z.int() });

/**
 * Writes the model into the data folder as one file: magic, SHA-256 of all that follows, length of the header,
 * header (JSON), weights (little-endian 32-bit floats). A crash leaves the former file whole.
 */
export async function saveModel(dataDir: string, model: NluModel): Promise<void> {
  const header = Buffer.from(
    JSON.stringify({
      version: modelVersion,
      checksum: model.checksum,
      languageFloats: model.language.logProbability.length,
      intents: model.intents.map(({ language, intents, features }) => ({ language, intents, features })),
    } satisfies z.input<typeof Header>),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const floats = [
    model.language.logProbability,
    model.language.strangeBelow,
    ...model.intents.flatMap(({ weights, bias }) => [weights, bias]),
  ].map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  const body = Buffer.concat([length, header, ...floats]);
  const path = join(dataDir, fileName);
  const file = await open(`${path}.new`, "w", 0o600);
  try {
    await file.writev([Buffer.from(magic), createHash("sha256").update(body).digest(), body]);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/**
 * Reads the saved model.
 * @param checksum of the training phrases in force (`trainingChecksum`).
 * @throws {ModelFileError} `missing`, `damaged`, or `outdated`: phrases or code have changed since.
 */
export async function loadModel(dataDir: string, checksum: string): Promise<NluModel> {
  const path = join(dataDir, fileName);
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") throw new ModelFileError("missing", path, "no trained model yet", cause);
    throw cause;
  });
  const bodyAt = magic.length + digestBytes;
  const body = bytes.subarray(bodyAt);
  const digest = createHash("sha256").update(body).digest();
  if (bytes.length < bodyAt + 4 || !digest.equals(bytes.subarray(magic.length, bodyAt))) {
    throw new ModelFileError("damaged", path, "the file is cut short or was changed");
  }
  const json: unknown = JSON.parse(body.toString("utf8", 4, 4 + body.readUInt32LE(0)));
  const version = HeaderVersion.parse(json).version;
  if (version !== modelVersion) {
    throw new ModelFileError("outdated", path, `version ${version}, where version ${modelVersion} is read`);
  }
  const header = Header.parse(json);
  if (header.checksum !== checksum) {
    throw new ModelFileError("outdated", path, "the training phrases have changed since");
  }
  const read = floatReader(body, 4 + body.readUInt32LE(0));
  return {
    checksum,
    language: { logProbability: read(header.languageFloats), strangeBelow: read(latinClasses.length) },
    intents: header.intents.map(({ language, intents, features }) => ({
      language,
      intents,
      features,
      weights: read(features.length * intents.length),
      bias: read(intents.length),
    })),
  };
}

/** Each array in memory of its own, so that it can be moved to another thread. */
function floatReader(body: Buffer, headerEnd: number): (length: number) => Float32Array<ArrayBuffer> {
  let at = headerEnd;
  return (length) => {
    const floats = new Float32Array(length);
    body.copy(new Uint8Array(floats.buffer), 0, at, at + floats.byteLength);
    at += floats.byteLength;
    return floats;
  };
}
