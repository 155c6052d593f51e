package io.hairspring.exposition.negotiation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A media type, or a range of them. Immutable; type, subtype and the names of parameters are in
 * lower case.
 *
 * @param type such as {@code text}; {@code *} for any
 * @param subtype such as {@code plain}; {@code *} for any
 * @param parameters values by name; of a name that is repeated, the first counts
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {
  /** Creates a media type; the map is copied. */
  public MediaType {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(subtype, "subtype");
    parameters = Map.copyOf(Objects.requireNonNull(parameters, "parameters"));
  }

  /**
   * Returns the media type that {@code text} names.
   *
   * @throws IllegalArgumentException if it names none
   */
  public static MediaType of(String text) {
    MediaType parsed = parse(HeaderParts.split(Objects.requireNonNull(text, "text"), ';'));
    if (parsed == null) {
      throw new IllegalArgumentException(
          "media type \"" + text + "\" cannot be read; expected one such as text/plain");
    }
    return parsed;
  }

  /**
   * Returns the media type that these parts name, the first of them type and subtype, the others
   * parameters; null if they name none.
   */
  static MediaType parse(List<String> parts) {
    if (parts.isEmpty()) {
      return null;
    }
    // A lone * is what Java's HttpURLConnection sends.
    String name = parts.get(0).equals("*") ? "*/*" : parts.get(0).toLowerCase(Locale.ROOT);
    int slash = name.indexOf('/');
    if (slash < 0) {
      return null;
    }
    String type = name.substring(0, slash);
    String subtype = name.substring(slash + 1);
    boolean sound = HeaderParts.isToken(type) && HeaderParts.isToken(subtype);
    if (!sound || (type.equals("*") && !subtype.equals("*"))) {
      return null;
    }
    Map<String, String> parameters = new TreeMap<>();
    for (String part : parts.subList(1, parts.size())) {
      int equal = part.indexOf('=');
      if (equal < 0) {
        continue; // a bare word asks for nothing
      }
      String value = HeaderParts.unquoted(part.substring(equal + 1).strip());
      if (value == null) {
        return null;
      }
      parameters.putIfAbsent(part.substring(0, equal).strip().toLowerCase(Locale.ROOT), value);
    }
    return new MediaType(type, subtype, parameters);
  }

  /** Returns whether a media type of this name and with at least these parameters is in range. */
  boolean includes(MediaType offered) {
    return (type.equals("*") || type.equals(offered.type))
        && (subtype.equals("*") || subtype.equals(offered.subtype))
        && parameters.entrySet().stream().allMatch(asked -> offered.hasParameter(asked));
  }

  private boolean hasParameter(Map.Entry<String, String> asked) {
    return asked.getValue().equalsIgnoreCase(parameters.get(asked.getKey()));
  }

  /** Returns how narrow this range is, as RFC 9110, 12.5.1 orders them: higher is narrower. */
  int narrowness() {
    if (type.equals("*")) {
      return 0;
    }
    return subtype.equals("*") ? 1 : 2 + parameters.size();
  }

  /** Returns whether this range names one type rather than any of several. */
  boolean isNamed() {
    return !subtype.equals("*");
  }
}
