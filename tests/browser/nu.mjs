// Asks the Nu HTML checker what is wrong in some files.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Left to Chromium: the checker knows no `'self'` for a file, and takes JSON-LD for code. */
const POLICY = /violates Content Security Policy/;

/** The errors and warnings in the files of a folder, one line each. */
export async function nuFindings(folder) {
  const jar = join(
    dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")),
    "build/dist/vnu.jar",
  );
  const options = ["--format", "json", "--stdout", "--also-check-css", "--also-check-svg", "--skip-non-html"];
  const args = ["-Xss4m", "-jar", jar, ...options, folder];
  const messages = await new Promise((resolve, reject) => {
    execFile("java", args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error?.code === "ENOENT") reject(new Error("java is not there: install a Java runtime"));
      else if (!stdout.trim()) reject(new Error(`the Nu checker said nothing: ${stderr}`));
      else resolve(JSON.parse(stdout).messages);
    });
  });
  return messages
    .filter(({ type, subType }) => type !== "info" || subType === "warning")
    .filter(({ message }) => !POLICY.test(message))
    .map(({ url, lastLine, message }) => `${url}:${lastLine ?? 0}: ${message}`);
}
