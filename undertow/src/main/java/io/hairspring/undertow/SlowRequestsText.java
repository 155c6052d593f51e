package io.hairspring.undertow;

import io.hairspring.catalog.SlowRequest;
import io.hairspring.catalog.SlowRequests;
import io.hairspring.exposition.format.JsonWriter;
import io.hairspring.exposition.format.TextTable;
import io.hairspring.exposition.format.Utf8Buffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The slowest and the last failed requests as JSON for programs and the page, or as tables for
 * people; at most {@value #MOST} of each, and how many more there are. Any thread.
 */
final class SlowRequestsText {
  private static final int MOST = 200;
  private static final int FIRST_FIGURE = 4;

  private SlowRequestsText() {}

  /** Writes an object with the times in seconds. */
  static void json(SlowRequests slow, Utf8Buffer out) {
    JsonWriter json = new JsonWriter(out);
    json.beginObject();
    json.name("window_seconds").seconds(slow.window().toNanos());
    json.name("kept_per_route").value(slow.perRoute());
    write(json, "slowest", slow, slow.slowest());
    write(json, "failures", slow, slow.failures());
    json.endObject();
  }

  private static void write(
      JsonWriter json, String name, SlowRequests slow, List<SlowRequest> requests) {
    json.name(name).beginArray();
    requests.stream()
        .limit(MOST)
        .forEach(request -> write(json, request, slow.pauseNanos(request)));
    json.endArray();
    json.name(name + "_left_out").value(leftOut(requests));
  }

  private static int leftOut(List<SlowRequest> requests) {
    return Math.max(0, requests.size() - MOST);
  }

  private static void write(JsonWriter json, SlowRequest request, OptionalLong pauseNanos) {
    json.beginObject();
    json.name("ended").value(request.ended().toString());
    json.name("endpoint").value(request.endpoint());
    json.name("method").value(request.method());
    json.name("status").value(request.status());
    json.name("duration_seconds").seconds(request.nanos());
    json.name("request_bytes").value(Math.max(0, request.requestBytes()));
    json.name("response_bytes").value(request.responseBytes());
    json.name("aborted").value(request.aborted());
    json.name("phases_seconds").beginObject();
    request.phasesNanos().forEach((phase, nanos) -> json.name(phase).seconds(nanos.longValue()));
    json.endObject();
    if (pauseNanos.isPresent()) {
      json.name("gc_pause_seconds").seconds(pauseNanos.getAsLong());
    }
    json.name("labels").beginObject();
    request.labels().forEach((name, value) -> json.name(name).value(value));
    json.endObject();
    json.name("trace_id").value(request.traceId());
    json.endObject();
  }

  /** Writes two tables. */
  static void tables(SlowRequests slow, Utf8Buffer out) {
    out.ascii("slowest, of this window and the last, " + slow.window().toSeconds() + " s each\n");
    table(slow, slow.slowest(), out);
    out.ascii("\nlast failures\n");
    table(slow, slow.failures(), out);
  }

  private static void table(SlowRequests slow, List<SlowRequest> requests, Utf8Buffer out) {
    TextTable table =
        new TextTable(
            FIRST_FIGURE, "endpoint", "method", "ended", "trace", "status", "took", "gc", "phases");
    requests.stream()
        .limit(MOST)
        .forEach(request -> table.add(row(request, slow.pauseNanos(request))));
    table.write(out);
    if (leftOut(requests) > 0) {
      out.ascii("and " + leftOut(requests) + " more\n");
    }
  }

  private static String[] row(SlowRequest request, OptionalLong pauseNanos) {
    return new String[] {
      TextTable.cell(request.endpoint()),
      TextTable.cell(request.method()),
      request.ended().toString(),
      request.traceId().isEmpty() ? "-" : TextTable.cell(request.traceId()),
      request.status() + (request.aborted() ? " aborted" : ""),
      TextTable.time((double) request.nanos()),
      pauseNanos.orElse(0) > 0 ? TextTable.time((double) pauseNanos.getAsLong()) : "-",
      phases(request.phasesNanos())
    };
  }

  private static String phases(Map<String, Long> nanos) {
    return nanos.isEmpty()
        ? "-"
        : nanos.entrySet().stream()
            .map(
                phase ->
                    TextTable.cell(phase.getKey())
                        + " "
                        + TextTable.time((double) phase.getValue()))
            .collect(Collectors.joining(", "));
  }
}
