package io.hairspring.gateway.upstream;

import java.util.List;

/** A provider, its models, and the shape of its replies. */
@SuppressWarnings("ImmutableEnumChecker") // the lists cannot be changed
public enum Provider {
  /** Chat completions. */
  OPENAI(
      "openai",
      List.of(new Model("gpt-4o", 120), new Model("gpt-4o-mini", 60), new Model("o3-mini", 180))) {
    @Override
    String reply(Answer answer) {
      return """
          {"id":"chatcmpl-%d","object":"chat.completion","model":"%s","choices":[{"index":0,\
          "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
          "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}
          """
          .formatted(
              answer.number(),
              answer.model(),
              answer.text(),
              answer.promptTokens(),
              answer.completionTokens(),
              answer.promptTokens() + answer.completionTokens());
    }
  },
  /** Messages. */
  ANTHROPIC(
      "anthropic",
      List.of(
          new Model("claude-sonnet-4-5", 140),
          new Model("claude-haiku-4-5", 50),
          new Model("claude-opus-4-1", 220))) {
    @Override
    String reply(Answer answer) {
      return """
          {"id":"msg_%d","type":"message","role":"assistant","model":"%s",\
          "content":[{"type":"text","text":"%s"}],"stop_reason":"end_turn",\
          "usage":{"input_tokens":%d,"output_tokens":%d}}
          """
          .formatted(
              answer.number(),
              answer.model(),
              answer.text(),
              answer.promptTokens(),
              answer.completionTokens());
    }
  },
  /** Generated content; the model stands in the path. */
  GOOGLE("google", List.of(new Model("gemini-2.5-flash", 40), new Model("gemini-2.5-pro", 160))) {
    @Override
    String reply(Answer answer) {
      return """
          {"candidates":[{"content":{"parts":[{"text":"%s"}],"role":"model"},\
          "finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":%d,\
          "candidatesTokenCount":%d,"totalTokenCount":%d},"modelVersion":"%s"}
          """
          .formatted(
              answer.text(),
              answer.promptTokens(),
              answer.completionTokens(),
              answer.promptTokens() + answer.completionTokens(),
              answer.model());
    }
  };

  private final String label;
  private final List<Model> models;

  Provider(String label, List<Model> models) {
    this.label = label;
    this.models = models;
  }

  /** Returns the name in paths and labels. */
  public String label() {
    return label;
  }

  /** Returns the models, the one used where a request names none first. */
  public List<Model> models() {
    return models;
  }

  /** Returns the path to which a question to this model is posted. */
  public String questionPath(Model model) {
    return switch (this) {
      case OPENAI -> "/openai/v1/chat/completions";
      case ANTHROPIC -> "/anthropic/v1/messages";
      case GOOGLE -> "/google/v1/models/" + model.name() + ":generateContent";
    };
  }

  /** Returns a reply in this provider's shape. */
  abstract String reply(Answer answer);

  /** Returns the list of models in JSON. */
  String modelList() {
    StringBuilder json = new StringBuilder("{\"object\":\"list\",\"data\":[");
    for (Model model : models) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
          .append("{\"id\":\"")
          .append(model.name())
          .append("\",\"object\":\"model\",\"owned_by\":\"")
          .append(label)
          .append("\"}");
    }
    return json.append("]}\n").toString();
  }

  /** Returns the model of this name; the first one for an empty name; null if there is none. */
  Model model(String name) {
    if (name.isEmpty()) {
      return models.get(0);
    }
    for (Model model : models) {
      if (model.name().equals(name)) {
        return model;
      }
    }
    return null;
  }

  /**
   * A model.
   *
   * @param medianMillis half of its answers take longer
   */
  public record Model(String name, long medianMillis) {}

  /** What a reply says. The text holds nothing to escape. */
  record Answer(long number, String model, String text, long promptTokens, long completionTokens) {}
}
