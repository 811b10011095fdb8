package dev.gatehouse.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.packet.StrictJson;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentSchemaTest {
    private final DocumentSchema schema = DocumentSchema.of(StrictJson.read("""
            {"type": "object", "required": ["name", "parts"], "additionalProperties": false,
             "properties": {
               "name": {"type": "string", "pattern": "^[a-z]+$", "description": "a word"},
               "parts": {"type": "array", "maxItems": 2, "description": "up to two parts",
                         "items": {"$ref": "#/$defs/part"}}},
             "$defs": {"part": {"type": "object", "required": ["at"], "description": "a part",
               "properties": {"at": {"$ref": "#/$defs/moment"}, "~/": {"type": "boolean"}}},
               "moment": {"type": "string", "format": "date-time", "description": "a time"}}}
            """));

    @Test
    void saysNothingAboutWhatFits() {
        assertThat(faults("{\"name\": \"x\", \"parts\": [{\"at\": \"2026-01-01T00:00:00Z\"}]}"))
                .isEmpty();
    }

    @Test
    void pointsAtAMissingFieldAndSaysWhatBelongsThere() {
        assertThat(faults("{\"parts\": [{}]}"))
                .containsExactlyInAnyOrder(
                        new Fault("/name", "name is missing; it must be a word"),
                        new Fault("/parts/0/at", "at is missing; it must be a time"));
    }

    @Test
    void pointsAtAnUnknownFieldAndNamesTheKnownOnes() {
        assertThat(faults("{\"name\": \"x\", \"parts\": [], \"a/b\": 1}"))
                .containsExactly(
                        new Fault("/a~1b", "there is no property a/b here; leave it out or use one of: name, parts"));
    }

    @Test
    void saysWhatKindOfValueWasFound() {
        assertThat(faults("{\"name\": 5, \"parts\": {}}"))
                .containsExactlyInAnyOrder(
                        new Fault("/name", "this must be a word, but is 5"),
                        new Fault("/parts", "this must be up to two parts, but is an object"));
        assertThat(faults("[]")).containsExactly(new Fault("", "this must be something else, but is a list of 0"));
    }

    @Test
    void describesWhatIsReferredTo() {
        assertThat(faults("{\"name\": \"x\", \"parts\": [{\"at\": \"later\"}, {\"at\": null, \"~/\": 1}]}"))
                .containsExactlyInAnyOrder(
                        new Fault("/parts/0/at", "this must be a time, but is \"later\""),
                        new Fault("/parts/1/at", "this must be a time, but is null"),
                        new Fault("/parts/1/~0~1", "this must be something else, but is 1"));
    }

    @Test
    void endsATextWhereItEnds() {
        assertThat(faults("{\"name\": \"x\\n\", \"parts\": []}"))
                .containsExactly(new Fault("/name", "this must be a word, but is \"x\n\""));
    }

    @Test
    void refusesToBeASchemaThatIsNotThere() {
        assertThatThrownBy(() -> DocumentSchema.of("/schema/nowhere.schema.json"))
                .hasMessageContaining("/schema/nowhere.schema.json");
    }

    private List<Fault> faults(String document) {
        return schema.faults(StrictJson.read(document));
    }
}
