"""Judge a page that is open: by axe, and by what a picky eye measures."""

from collections.abc import Mapping
from typing import Any, cast

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS: Mapping[str, Any] = {
    "runOnly": list(TAGS),
    # Not run by its tag alone: it is new in WCAG 2.2.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}

LEAST_TEXT = 12
LEAST_TARGET = 44

# A sheet made by a script is not held to the page's policy, as a reader's own style sheet is not.
SPACED = """out => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = out ? [sheet] : [];
}"""

MEASURED = """([leastText, leastTarget]) => {
  const faults = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth) faults.push(`scrolls sideways: ${root.scrollWidth} of ${innerWidth}`);
  const hidden = element =>
    element.closest(".only-heard, .skip, [hidden], details:not([open]) > :not(summary)")
    || !element.checkVisibility();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const words = texts.currentNode.data.trim().slice(0, 40);
    if (!words || hidden(element)) continue;
    if (parseFloat(getComputedStyle(element).fontSize) < leastText) faults.push(`small text: ${words}`);
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    for (const box of range.getClientRects()) {
      if (box.left < -1 || box.right > innerWidth + 1) faults.push(`outside the window: ${words}`);
    }
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (hidden(element) || ["INPUT", "PROGRESS", "IMG"].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    if (style.display === "inline") continue;
    const words = element.textContent.trim().slice(0, 40);
    if (element.clientWidth && element.scrollWidth > element.clientWidth + 1)
      faults.push(`too wide for its box: ${words}`);
    if (style.overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1 && element !== root)
      faults.push(`cut off: ${words}`);
  }
  for (const target of document.querySelectorAll(".card, .main-button, .quiet-button, .danger-button")) {
    if (hidden(target)) continue;
    const { height } = target.getBoundingClientRect();
    if (height < leastTarget) faults.push(`${height} px high: ${target.textContent.trim().slice(0, 40)}`);
  }
  return faults;
}"""


COLOURS: Mapping[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}
"""What is left to judge of a page that was judged in other colours."""


def accessibility_faults(page: Page, *, colours_only: bool = False) -> list[str]:
    """Return what axe finds wrong: the rule and where."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", COLOURS if colours_only else OPTIONS)
    return [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def layout_faults(page: Page) -> list[str]:
    """Return what does not fit, is too small to read or too small to hit."""
    return cast("list[str]", page.evaluate(MEASURED, [LEAST_TEXT, LEAST_TARGET]))


def space(page: Page, *, out: bool) -> None:
    """Space the text out as far as WCAG 1.4.12 says a reader may, or leave it as it is."""
    page.evaluate(SPACED, out)
