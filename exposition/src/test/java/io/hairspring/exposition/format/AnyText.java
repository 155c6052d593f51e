package io.hairspring.exposition.format;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Texts and numbers as nobody would choose them. */
final class AnyText {
  static final int LONG = 9_000; // chars
  private static final String[] AWKWARD = {
    "\0",
    "\n",
    "\r",
    "\t",
    "\"",
    "\\",
    "\\n",
    "\\\"",
    "{",
    "}",
    ",",
    "=",
    " ",
    " # ",
    "# EOF\n",
    "a=\"b\",",
    "} 1",
    "\u0085",
    "\u2028",
    "\u2029",
    "\uFEFF",
    "\uFFFF",
    "時計",
    "🕰",
    "\uD83D",
    "\uDD70",
    "NaN",
    "<b>",
    "é"
  };
  private static final List<Double> EXTREME =
      List.of(
          0.0,
          -0.0,
          1.0,
          0.1,
          1e16,
          0x1p53,
          0x1p53 + 2,
          Double.MIN_VALUE,
          Double.MIN_NORMAL,
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);
  private static final Pattern SURROGATE_HALF = Pattern.compile("\\p{Cs}");

  private AnyText() {}

  /** Any characters, halves of surrogate pairs included; sometimes very many. */
  static Arbitrary<String> texts() {
    Arbitrary<String> any =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .map(c -> new StringBuilder().appendCodePoint(c).toString());
    Arbitrary<String> bits = Arbitraries.oneOf(Arbitraries.of(AWKWARD), any);
    Arbitrary<String> few = bits.list().ofMaxSize(12).map(parts -> String.join("", parts));
    Arbitrary<String> many = bits.map(bit -> bit.repeat(LONG / bit.length()));
    return Arbitraries.frequencyOf(Tuple.of(30, few), Tuple.of(1, many));
  }

  /** Names of the classic characters. */
  static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('A', 'Z')
        .withCharRange('0', '9')
        .withChars('_')
        .ofMinLength(1)
        .ofMaxLength(30)
        .filter(name -> !Character.isDigit(name.charAt(0)));
  }

  /** Names of labels, each once. */
  static Arbitrary<List<String>> labels() {
    Predicate<String> reserved =
        name -> name.startsWith("__") || name.equals("le") || name.equals("quantile");
    return names().filter(reserved.negate()).list().uniqueElements().ofMaxSize(4);
  }

  /** Any doubles, every bit pattern of NaN included. */
  static Arbitrary<Double> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.of(EXTREME),
        Arbitraries.longs().map(Double::longBitsToDouble),
        Arbitraries.integers().map(Integer::doubleValue));
  }

  /** Returns what can be written of {@code text}: UTF-8 has no halves of surrogate pairs. */
  static String written(String text) {
    return SURROGATE_HALF.matcher(text).replaceAll("\uFFFD");
  }
}
