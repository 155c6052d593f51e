package io.hairspring.collector.view;

import org.jspecify.annotations.Nullable;

/**
 * How the names of metrics and labels are spelled for a reader that may know the classic characters
 * alone: {@code [a-zA-Z_:][a-zA-Z0-9_:]*} for metrics, the same without colons for labels.
 *
 * <p>Source: prometheus/docs, "UTF-8 metric and label name escaping schemes"; prometheus/common,
 * model/metric.go. Unlike there, a colon in a label's name is escaped too, since a reader of
 * classic names fails on it.
 */
public enum NameEscaping {
  /** Names as they are; those of other characters stand in quotes. */
  ALLOW_UTF_8("allow-utf-8"),
  /** Every other character is an underscore, so that different names may be spelled alike. */
  UNDERSCORES("underscores"),
  /** A dot is {@code _dot_}, an underscore and every other character are two underscores. */
  DOTS("dots"),
  /**
   * A name of other characters begins with {@code U__}; in it each of them is its code point in
   * hexadecimal digits between underscores, and an underscore is two. Different names stay so.
   */
  VALUES("values");

  private final String parameter;

  NameEscaping(String parameter) {
    this.parameter = parameter;
  }

  /** Returns the escaping that a parameter {@code escaping} names, or null if it names none. */
  public static @Nullable NameEscaping of(String parameter) {
    for (NameEscaping escaping : values()) {
      if (escaping.parameter.equals(parameter)) {
        return escaping;
      }
    }
    return null;
  }

  /** Returns what it is called in the parameter {@code escaping} of a media type. */
  public String parameter() {
    return parameter;
  }

  /** Returns whether a metric's name has classic characters alone. Allocates nothing. */
  public static boolean isClassicMetric(String name) {
    return isClassic(name, true);
  }

  /** Returns whether a label's name has classic characters alone. Allocates nothing. */
  public static boolean isClassicLabel(String name) {
    return isClassic(name, false);
  }

  /** Returns how a metric's name is spelled; the same object if that is the name itself. */
  public String metric(String name) {
    return spelled(name, true);
  }

  /** Returns how a label's name is spelled; the same object if that is the name itself. */
  public String label(String name) {
    return spelled(name, false);
  }

  private String spelled(String name, boolean colons) {
    boolean asItIs = this != DOTS && isClassic(name, colons);
    if (this == ALLOW_UTF_8 || asItIs) {
      return name;
    }
    StringBuilder spelled = new StringBuilder(this == VALUES ? "U__" : "");
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      if (c == '_' && this != UNDERSCORES) {
        spelled.append("__");
      } else if (isClassic(c, i, colons)) {
        spelled.append((char) c);
      } else {
        spelled.append(other(c));
      }
      i += Character.charCount(c);
    }
    return spelled.toString();
  }

  private String other(int c) {
    return switch (this) {
      case DOTS -> c == '.' ? "_dot_" : "__";
      case VALUES -> "_" + Integer.toHexString(c) + "_";
      case UNDERSCORES, ALLOW_UTF_8 -> "_";
    };
  }

  private static boolean isClassic(String name, boolean colons) {
    for (int i = 0; i < name.length(); i++) {
      if (!isClassic(name.charAt(i), i, colons)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isClassic(int c, int at, boolean colons) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c == ':' && colons)
        || (c >= '0' && c <= '9' && at > 0);
  }
}
