package io.hairspring.benchmarks.gateway;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a main was given: up to two numbers, and the rest.
 *
 * @param rounds how often both sides have their turn
 * @param time how long each is measured at a time
 */
record Arguments(int rounds, Duration time, List<String> rest) {
  static Arguments of(String[] args, int rounds, int seconds) {
    int[] numbers = {rounds, seconds};
    int count = 0;
    while (count < args.length && args[count].matches("[0-9]{1,6}")) {
      if (count == numbers.length || Integer.parseInt(args[count]) == 0) {
        throw new IllegalArgumentException(
            Arrays.toString(args)
                + " were given; expected how often and for how many seconds, each at least 1, and"
                + " options behind them");
      }
      numbers[count] = Integer.parseInt(args[count]);
      count++;
    }
    return new Arguments(
        numbers[0], Duration.ofSeconds(numbers[1]), List.of(args).subList(count, args.length));
  }
}
