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
                        new Fault("/name", "is missing; expected a word"),
                        new Fault("/parts/0/at", "is missing; expected a time"));
    }

    @Test
    void pointsAtAnUnknownFieldAndNamesTheKnownOnes() {
        assertThat(faults("{\"name\": \"x\", \"parts\": [], \"a/b\": 1}"))
                .containsExactly(new Fault("/a~1b", "is no field of this object; its fields are name, parts"));
    }

    @Test
    void saysWhatKindOfValueWasFound() {
        assertThat(faults("{\"name\": 5, \"parts\": {}}"))
                .containsExactlyInAnyOrder(
                        new Fault("/name", "is a number; expected a word"),
                        new Fault("/parts", "is an object; expected up to two parts"));
        assertThat(faults("[]")).containsExactly(new Fault("", "is an array; expected object"));
    }

    @Test
    void describesWhatIsReferredTo() {
        assertThat(faults("{\"name\": \"x\", \"parts\": [{\"at\": \"later\"}, {\"at\": null, \"~/\": 1}]}"))
                .containsExactlyInAnyOrder(
                        new Fault("/parts/0/at", "does not fit; expected a time"),
                        new Fault("/parts/1/at", "is null; expected a time"),
                        new Fault("/parts/1/~0~1", "is a number; expected boolean"));
    }

    @Test
    void endsATextWhereItEnds() {
        assertThat(faults("{\"name\": \"x\\n\", \"parts\": []}"))
                .containsExactly(new Fault("/name", "does not fit; expected a word"));
    }

    @Test
    void refusesToBeASchemaThatIsNotThere() {
        assertThatThrownBy(() -> DocumentSchema.named("nowhere")).hasMessageContaining("/schema/nowhere.schema.json");
    }

    private List<Fault> faults(String document) {
        return schema.faults(StrictJson.read(document));
    }
}
