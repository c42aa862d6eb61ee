// All words of the desk. To translate it, translate this file; {} is what is put in.
export const words = {
  skip: "Skip to the pages",
  format: "Page", theme: "Theme", view: "View", zoom: "Zoom", find: "Find", goTo: "Go to", pdf: "PDF",
  views: { spreads: "Spreads", single: "Single pages", phone: "As on a phone" },
  zooms: { fit: "Fit width", 0.75: "75 %", 1: "100 %", 1.5: "150 %", 2: "200 %" },
  editions: { "": "Download …", screen: "For the screen", print: "For a printer", booklet: "To fold and staple" },
  pages: "Pages", side: "Problems and forms", problems: "Problems",
  pageNamed: "Page {}", openPage: "Page {}: show where its text was written",
  severities: { error: "Errors", warning: "Warnings", note: "Notes" },
  noProblem: "No problems", oneProblem: "1 problem", manyProblems: "{} problems",
  stale: "These are the last good pages. What is wrong:",
  nothingYet: "There are no pages yet.",
  gone: "posterbook preview has ended, or does not answer. Start it again and open the address that it prints.",
  wayOut: "Way out: {}", toPage: "Show page",
  copy: "Copy", copied: "Copied", open: "Open in editor", close: "Close", edit: "Edit here",
  save: "Save", saved: "Saved", unsaved: "not saved", text: "Text of the file",
  formOf: "Edit {}", reload: "Read the file again (drops what is not saved)",
  sourceAt: "Written at", pickLine: "Lines of page {}",
  commands: "Commands to copy", keys: "Keys: j and k next and previous page, / find, g go to a page, Esc close",
  notFound: "“{}” stands on no page", noPage: "There is no page {}",
};
export const say = (text, value) => text.replace("{}", () => value);
