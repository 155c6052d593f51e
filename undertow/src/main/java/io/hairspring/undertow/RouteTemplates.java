package io.hairspring.undertow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Turns paths into route templates, so that the label values of an endpoint stay few. Immutable.
 *
 * <p>A path that one of the given templates matches becomes that template, the first one first. In
 * any other path what looks like an identifier becomes {@code :id}, a whole segment or a part of
 * one: of {@code /files/report-<uuid>.pdf}, {@code /files/report-:id.pdf} is left. Identifiers are
 *
 * <ul>
 *   <li>a UUID, an e-mail address, an IP or hardware address, a time, a day;
 *   <li>a segment that is a number, with or without the extension of a file; elsewhere a number of
 *       {@value PathWord#LONG_NUMBER} digits or more, in the name of a file of three; any in a list
 *       or a parameter, such as {@code 7,8} or {@code page;v=2};
 *   <li>a hexadecimal number of 7 digits or more, and tokens of letters and digits that no word is
 *       like, such as a ULID or base64url;
 *   <li>a segment that is still longer than {@value PathIdentifiers#LONGEST}.
 * </ul>
 *
 * <p>Words stay, and so do versions and models: {@code v1}, {@code s3}, {@code gpt-4o-2024-07-18}
 * (a day behind another number). Escapes of visible characters count as these. What follows the
 * {@value #MOST_SEGMENTS}th segment becomes {@code *}. Empty segments are left out. It is a guess:
 * where words and identifiers look alike, give templates.
 */
public final class RouteTemplates {
  private static final int MOST_SEGMENTS = 8;
  private static final int MOST_TEMPLATE_SEGMENTS = 32;
  private static final RouteTemplates DEFAULTS = new RouteTemplates(List.of());

  private final List<Template> templates;

  private RouteTemplates(List<Template> templates) {
    this.templates = templates;
  }

  /** Returns templates that know identifiers only. */
  public static RouteTemplates defaults() {
    return DEFAULTS;
  }

  /**
   * Returns templates that know these routes first.
   *
   * @param templates such as {@code /users/{id}/orders}; a segment in braces matches any segment
   * @throws IllegalArgumentException if one does not start with a slash, has an empty segment, or
   *     has more than 32
   */
  public static RouteTemplates of(String... templates) {
    List<Template> parsed = new ArrayList<>();
    for (String template : Objects.requireNonNull(templates, "templates")) {
      parsed.add(Template.parse(template));
    }
    return new RouteTemplates(List.copyOf(parsed));
  }

  /** Returns the template of a path, without its query. Allocates; any thread. */
  public String templateOf(String path) {
    if (!templates.isEmpty()) {
      List<String> segments = PathSegments.of(path, MOST_TEMPLATE_SEGMENTS + 1);
      for (Template template : templates) {
        if (template.matches(segments)) {
          return template.text();
        }
      }
    }
    return guess(path);
  }

  /** Returns whether this is one of the templates that were given. */
  boolean has(String text) {
    return templates.stream().anyMatch(template -> template.text().equals(text));
  }

  private static String guess(String path) {
    List<String> segments = PathSegments.of(path, MOST_SEGMENTS + 1);
    if (segments.isEmpty()) {
      return "/";
    }
    StringBuilder template = new StringBuilder();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      template.append('/');
      if (i == MOST_SEGMENTS) {
        template.append('*');
      } else {
        template.append(PathIdentifiers.replaced(segment));
      }
    }
    return template.toString();
  }

  /** A route that the host gave. */
  private record Template(String text, List<String> segments) {
    static Template parse(String text) {
      if (text == null || !text.startsWith("/") || text.contains("//")) {
        throw bad(text, "a leading slash and no empty segment");
      }
      List<String> segments = PathSegments.of(text, MOST_TEMPLATE_SEGMENTS + 1);
      if (segments.size() > MOST_TEMPLATE_SEGMENTS) {
        throw bad(text, "at most " + MOST_TEMPLATE_SEGMENTS + " segments");
      }
      return new Template(text, segments);
    }

    boolean matches(List<String> path) {
      if (path.size() != segments.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        String expected = segments.get(i);
        if (!isVariable(expected) && !expected.equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }

    private static boolean isVariable(String segment) {
      return segment.startsWith("{") && segment.endsWith("}");
    }

    private static IllegalArgumentException bad(String text, String expectation) {
      return new IllegalArgumentException(
          "route template \"" + text + "\" is not allowed; expected " + expectation);
    }
  }
}
