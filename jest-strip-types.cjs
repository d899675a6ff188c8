// Jest transformer: Node strips the types itself, so no second compiler has to agree with the first.
const { stripTypeScriptTypes } = require("node:module");
const { createHash } = require("node:crypto");

module.exports = {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
  getCacheKey: (source, file) =>
    createHash("sha256").update(`${process.version}${file}\0${source}`).digest("hex"),
};
