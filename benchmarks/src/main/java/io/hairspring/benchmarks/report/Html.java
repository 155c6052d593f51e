package io.hairspring.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns a page's Markdown, as far as {@link Page} writes it, into HTML that stands by itself. */
final class Html {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>Hairspring: benchmarks</title>
      <meta name="viewport" content="width=device-width">
      <style>
      :root { color-scheme: light dark; --ours: #c2410c; --peer: #64748b; }
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em; }
      table { border-collapse: collapse; display: block; overflow-x: auto; font-variant-numeric: tabular-nums; }
      td, th { border-bottom: 1px solid #8884; padding: .2em .7em; text-align: left; white-space: nowrap; }
      .r { text-align: right; }
      svg { width: 100%; font-size: 12px; fill: currentColor; }
      svg .grid { stroke: #8886; }
      svg .ours { stroke: var(--ours); fill: var(--ours); stroke-width: 2; }
      svg .peer { stroke: var(--peer); fill: var(--peer); stroke-width: 2; }
      </style></head><body>
      """;

  private final StringBuilder html = new StringBuilder(HEAD);
  private final List<String> columns = new ArrayList<>(); // their classes, while in a table
  private boolean isInTable;
  private boolean isInList;

  private Html() {}

  /** Returns a page, with the charts below the headings of their sections. */
  static String of(String markdown, Map<String, List<Chart>> charts) {
    Html page = new Html();
    String[] lines = markdown.lines().toArray(String[]::new);
    for (int i = 0; i < lines.length; i++) {
      page.line(lines[i], i + 1 < lines.length ? lines[i + 1] : "");
      if (lines[i].startsWith("## ")) {
        charts
            .getOrDefault(lines[i].substring("## ".length()), List.of())
            .forEach(chart -> page.html.append(chart.svg()));
      }
    }
    page.line("", "");
    return page.html.append("</body></html>\n").toString();
  }

  private void line(String line, String next) {
    if (isInTable && !line.startsWith("|")) {
      html.append("</table>\n");
      isInTable = false;
    }
    if (isInList && !line.startsWith("- ")) {
      html.append("</ul>\n");
      isInList = false;
    }
    if (line.startsWith("## ")) {
      element("h2", "", line.substring("## ".length()));
    } else if (line.startsWith("# ")) {
      element("h1", "", line.substring("# ".length()));
    } else if (line.startsWith("- ")) {
      html.append(isInList ? "" : "<ul>\n");
      isInList = true;
      element("li", "", line.substring("- ".length()));
    } else if (line.startsWith("|---")) { // the columns were read with the heading
      return;
    } else if (line.startsWith("|")) {
      row(line, next);
    } else if (!line.isBlank()) {
      element("p", "", line);
    }
  }

  private void row(String line, String next) {
    boolean isHeading = !isInTable;
    if (isHeading) {
      html.append("<table>\n");
      columns.clear();
      Table.cells(next).forEach(cell -> columns.add(cell.endsWith(":") ? "r" : ""));
      isInTable = true;
    }
    html.append("<tr>");
    List<String> cells = Table.cells(line);
    for (int i = 0; i < cells.size(); i++) {
      element(isHeading ? "th" : "td", i < columns.size() ? columns.get(i) : "", cells.get(i));
    }
    html.append("</tr>\n");
  }

  private void element(String name, String style, String text) {
    html.append('<').append(name);
    if (!style.isEmpty()) {
      html.append(" class=\"").append(style).append('"');
    }
    html.append('>').append(inline(text)).append("</").append(name).append(">\n");
  }

  private static String inline(String text) {
    return escaped(text)
        .replaceAll("`([^`]+)`", "<code>$1</code>")
        .replaceAll("[*]{2}([^*]+)[*]{2}", "<b>$1</b>");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
