import { access } from "node:fs/promises";
import { notFound } from "./static.ts";

/**
 * Gives the widget as one minified script, bundled from its sources at the first call. The bundler is loaded
 * then, not at start.
 */
export function widgetBundle(source: string): () => Promise<string> {
  let bundle: Promise<string> | null = null;
  return () => {
    bundle ??= build(source).catch((error) => {
      bundle = null;
      throw error;
    });
    return bundle;
  };
}

async function build(source: string): Promise<string> {
  await access(source).catch(() => {
    throw notFound();
  });
  const esbuild = await import("esbuild");
  const result = await esbuild.build({
    entryPoints: [source],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
    legalComments: "none",
    charset: "utf8",
    logLevel: "silent",
  });
  return result.outputFiles[0]!.text;
}
