// Asks axe-core what keeps people from using a page.

import axe from "axe-core";

/** It reports every page that hides something, such as a closed definition. */
const WITHOUT = ["hidden-content"];

/** What axe finds on the page as it stands, one line a finding. `without` are rules to leave out. */
export async function axeFindings(page, without = []) {
  const off = [...WITHOUT, ...without];
  const rules = Object.fromEntries(
    axe.getRules().map(({ ruleId }) => [ruleId, { enabled: !off.includes(ruleId) }]),
  );
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (rules) => window.axe.run(document, { rules, resultTypes: ["violations"] }),
    rules,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary.split("\n")[1]}`),
  );
}
