// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import io.rtnlab.results.compare.ComparisonDocument;
import io.rtnlab.results.who.WhoDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas: they are the records', and a validator that knows no record agrees. */
final class JsonSchemaTest {
  private static final Path FOLDER = Path.of("src/main/resources/io/rtnlab/results/schema");
  private static final Map<String, Class<? extends Record>> DOCUMENTS =
      Map.of(
          "run", RunDocument.class,
          "recording", RecordingDocument.class,
          "comparison", ComparisonDocument.class,
          "who", WhoDocument.class,
          "flame", FlameDocument.class);

  private static Validator.Result judged(String json) throws IOException {
    String schema = Files.readString(FOLDER.resolve("run.schema.json"));
    return new ValidatorFactory()
        .withJsonNodeFactory(new GsonNode.Factory())
        .validate(schema, json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "recording", "comparison", "who", "flame"})
  void theFileIsWhatTheRecordSays(String name) throws IOException {
    String derived =
        SchemaOf.document(Objects.requireNonNull(DOCUMENTS.get(name)), "rtnlab " + name);
    Path file = FOLDER.resolve(name + ".schema.json");
    if (System.getenv("RTNLAB_WRITE_SCHEMAS") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, derived);
    }
    assertEquals(
        derived,
        Files.readString(file),
        "the record has changed: write the schema anew with RTNLAB_WRITE_SCHEMAS=1");
  }

  @Test
  void writtenRunsAreValid() throws IOException {
    for (RunDocument run : List.of(Documents.sample(), Documents.emulated())) {
      Validator.Result result = judged(Json.write(run));
      assertTrue(result.isValid(), () -> result.getErrors().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"schema\" :", "\"durationNs\" :", "\"interrupted\" :", "\"waits\" :"})
  void aWrongTypeIsFound(String field) throws IOException {
    String json = Json.write(Documents.sample());
    assertTrue(json.contains(field));
    int at = json.indexOf(field) + field.length();
    assertFalse(
        judged(json.substring(0, at) + "[\"wrong\"], \"x\" :" + json.substring(at)).isValid());
  }

  @Test
  void aMissingFieldIsFound() throws IOException {
    String json = Json.write(Documents.sample()).replace("\"durationNs\"", "\"duration\"");
    assertFalse(judged(json).isValid());
  }
}
