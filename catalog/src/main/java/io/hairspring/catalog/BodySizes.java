package io.hairspring.catalog;

import io.hairspring.collector.Histogram;
import io.hairspring.collector.RequestBuilder;
import java.util.List;

/** How large the bodies of requests and answers are. */
final class BodySizes {
  private final LabelProjection<Histogram> request;
  private final LabelProjection<Histogram> response;

  /** Declares {@code request_size_bytes} and {@code response_size_bytes}. */
  BodySizes(
      GroupInstruments group,
      Dimensions dimensions,
      double[] boundsBytes,
      String requestHelp,
      String responseHelp) {
    request = group.sizes("request_size_bytes", requestHelp, boundsBytes, dimensions);
    response = group.sizes("response_size_bytes", responseHelp, boundsBytes, dimensions);
  }

  /** Adds both to what a request with these values moves. */
  void addTo(RequestBuilder builder, List<String> values) {
    builder.requestBytes(request.with(values)).responseBytes(response.with(values));
  }
}
