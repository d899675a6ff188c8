import { createHash } from "node:crypto";
import type { MoveSource } from "../../models/embedded/source.ts";
import type {
  MoveTarget,
  Moving,
  Placed,
  place as PlaceRow,
  pictureDocument,
} from "../../models/mongo/import.ts";
import type { Media, MediaStore } from "../../models/ports/media.ts";
import {
  type Moved,
  type MovedKind,
  type MovedPage,
  type MovedPicture,
  movedKinds,
} from "../../models/stored/moved.ts";
import { CommandError } from "../api.ts";
import { createDigest, type Digest } from "./digest.ts";

/** The parts of `models/mongo`, which is loaded only when there is something to move. */
export interface MongoParts {
  place: typeof PlaceRow;
  pictureDocument: typeof pictureDocument;
  pictureCollection: string;
}

export interface Move {
  source: MoveSource;
  target: MoveTarget;
  mongo: MongoParts;
  media: MediaStore;
  now: Date;
  /** Rows written at once. */
  pageSize?: number;
  onProgress?: (message: string) => void;
}

/** What was compared, collection by collection. */
export interface MovedCollection {
  name: string;
  count: number;
  checksum: string;
}
export interface MoveReport {
  /** True: a former run had moved all of it, and this one did nothing. */
  wasThere: boolean;
  collections: MovedCollection[];
  /** Pictures that messages name and the disk does not have. */
  missingPictures: number;
}

const usualPage = 500;

/**
 * Moves a stopped shop, reading it twice: first for its checksums, by which a move that was cut off knows its shop
 * again, then to write it. At last all that was written is read and compared; servers open it only then.
 * @throws {CommandError} when the two differ; {StorageError} when the database is not to be used.
 */
export async function moveStore(move: Move): Promise<MoveReport> {
  const { source, target, pageSize = usualPage, onProgress = () => {} } = move;
  const summed = await sumUp(move);
  const collections = [...summed.digests].map(
    ([name, digest]): MovedCollection => ({ name, count: digest.count(), checksum: digest.checksum() }),
  );
  const fingerprint = createHash("sha256").update(JSON.stringify(collections)).digest("hex");
  const report = { collections, missingPictures: summed.missingPictures };
  const begun = await target.begin(fingerprint);
  if (!begun) return { ...report, wasThere: true };
  if (begun.done.length > 0 || begun.after !== null) onProgress("Going on where a former run ended.");
  for (let moving: Moving = begun; ; ) {
    const kind = movedKinds[moving.done.length];
    if (!kind) break;
    const page = source.page(kind, moving.after, pageSize);
    await write(move, kind, page.rows);
    const { after } = page;
    moving = after === null ? { ...moving, done: [...moving.done, kind], after } : { ...moving, after };
    await target.progress(moving);
    if (after === null) onProgress(`${kind}: written`);
  }
  await compare(move, summed.digests);
  await target.finish(fingerprint, summed.fields, move.now);
  return { ...report, wasThere: false };
}

interface Summed {
  digests: Map<string, Digest>;
  fields: Map<string, readonly string[]>;
  missingPictures: number;
}

async function sumUp({ source, mongo, media }: Move): Promise<Summed> {
  const digests = new Map<string, Digest>();
  const fields = new Map<string, readonly string[]>();
  const seen = new Set<string>();
  let missingPictures = 0;
  const add = (name: string, document: unknown): void => {
    const digest = digests.get(name) ?? createDigest();
    digests.set(name, digest);
    digest.add(document);
  };
  for (const kind of movedKinds) {
    for (const row of rowsOf(source, kind)) {
      if (isPicture(kind, row)) {
        const found = await media.read(row.conversationId, row.mediaId);
        const document = found && mongo.pictureDocument(row, found);
        if (!document) missingPictures += 1;
        // Two messages may show the same one.
        else if (!seen.has(document._id)) {
          seen.add(document._id);
          add(mongo.pictureCollection, document);
        }
        continue;
      }
      const { collection, document }: Placed = mongo.place(
        kind as Exclude<MovedKind, "pictures">,
        row as never,
      );
      add(collection, document);
      if ("fields" in row) fields.set(collection, row.fields);
    }
  }
  return { digests, fields, missingPictures };
}

function* rowsOf<Kind extends MovedKind>(source: MoveSource, kind: Kind): Generator<Moved[Kind]> {
  for (let after: string | null = null; ; ) {
    const page: MovedPage<Kind> = source.page(kind, after, usualPage);
    yield* page.rows;
    if (page.after === null) return;
    after = page.after;
  }
}

const isPicture = (kind: MovedKind, _row: Moved[MovedKind]): _row is MovedPicture => kind === "pictures";

async function write<Kind extends MovedKind>(
  { target, media }: Move,
  kind: Kind,
  rows: Moved[Kind][],
): Promise<void> {
  if (kind !== "pictures") {
    if (rows.length > 0) await target.put(kind as Exclude<MovedKind, "pictures">, rows as never);
    return;
  }
  for (const picture of rows as MovedPicture[]) {
    const found: Media | null = await media.read(picture.conversationId, picture.mediaId);
    if (found) await target.putPicture(picture, found);
  }
}

async function compare({ target }: Move, digests: ReadonlyMap<string, Digest>): Promise<void> {
  const wrong: string[] = [];
  for (const [name, wanted] of digests) {
    const found = createDigest();
    for await (const document of target.documents(name)) found.add(document);
    if (found.count() !== wanted.count() || found.checksum() !== wanted.checksum())
      wrong.push(`${name} (${found.count()} of ${wanted.count()})`);
  }
  if (wrong.length > 0)
    throw new CommandError(
      `What was written is not what was read: ${wrong.join(", ")}. The shop here is as it was; drop the database, and begin again.`,
    );
}
