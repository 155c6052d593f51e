package io.hairspring.exposition.format;

import java.util.Map;
import java.util.TreeMap;

/**
 * Reads text with names in quotes by the grammar of Prometheus, with no blanks but the one before a
 * value (prometheus/docs, "Exposition formats", "Line format"). The parsers of other projects that
 * are installed do not know such names.
 */
final class QuotedReader {
  private final String text;
  private int at;

  private QuotedReader(String text) {
    this.text = text;
  }

  static ReadBack read(String text) {
    ReadBack read = new ReadBack();
    QuotedReader reader = new QuotedReader(text);
    while (reader.at < text.length()) {
      reader.line(read);
    }
    return read;
  }

  private void line(ReadBack read) {
    if (text.startsWith("# ", at)) {
      at += 2;
      String keyword = until(' ');
      String name = name(" ");
      expect(' ');
      String said = until('\n');
      if (keyword.equals("HELP")) {
        read.help(name, said);
      }
      return;
    }
    String name = is('{') ? null : name("{ ");
    Map<String, String> labels = new TreeMap<>();
    if (is('{')) {
      do {
        at++; // the brace or the comma
        String first = name("=");
        if (name == null) {
          name = first;
        } else {
          expect('=');
          labels.put(first, quoted());
        }
      } while (is(','));
      expect('}');
    }
    expect(' ');
    labels.computeIfPresent("le", (le, bound) -> ReadBack.bound(bound));
    read.add(name, labels, ReadBack.number(until('\n')));
  }

  /** Reads a name, in quotes or of classic characters up to one of {@code ends}. */
  private String name(String ends) {
    if (is('"')) {
      return quoted();
    }
    int start = at;
    while (ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String name = text.substring(start, at);
    if (!name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*")) {
      throw new AssertionError("name without quotes: " + name);
    }
    return name;
  }

  private String quoted() {
    expect('"');
    StringBuilder said = new StringBuilder();
    for (; !is('"'); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        c = text.charAt(++at);
        said.append(c == 'n' ? '\n' : c);
      } else {
        said.append(c);
      }
    }
    at++;
    return said.toString();
  }

  private String until(char end) {
    String part = text.substring(at, text.indexOf(end, at));
    at += part.length() + 1;
    return part;
  }

  private boolean is(char c) {
    return text.charAt(at) == c;
  }

  private void expect(char c) {
    if (!is(c)) {
      throw new AssertionError("expected " + c + " at " + at + " of " + text);
    }
    at++;
  }
}
