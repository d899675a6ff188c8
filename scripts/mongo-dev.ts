/**
 * `npm run mongo:dev [-- port]`: an in-memory MongoDB for development, until Ctrl+C. It forgets everything then, and
 * keeps every change in memory for its change streams: restart it now and then.
 */
import { NoMongoServerError } from "./mongo-server/build.ts";
import { startJavaServer } from "./mongo-server/start.ts";

const port = Number(process.argv[2] ?? 27017);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`Not a port: ${process.argv[2]}`);
  process.exit(1);
}

try {
  const server = await startJavaServer(port, { retry: true });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void server.stop());
  console.log(
    "In-memory MongoDB for tests (not a real one, not for speed). Ctrl+C ends it and loses its data.",
  );
  console.log(`MONGODB_URI=mongodb://127.0.0.1:${server.port}/hanout`);
  await server.ended;
} catch (cause) {
  if (!(cause instanceof NoMongoServerError)) throw cause;
  console.error(cause.message);
  process.exitCode = 1;
}
