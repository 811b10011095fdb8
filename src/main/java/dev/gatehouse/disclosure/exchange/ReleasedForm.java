package dev.gatehouse.disclosure.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.disclosure.domain.Draft;
import dev.gatehouse.disclosure.domain.Section;

/**
 * What people sign and the lane gets: nothing of an annex but what binds it, and every objection, whatever its state.
 * Source: spec 2, "Packet and hash".
 */
public final class ReleasedForm {

    private ReleasedForm() {}

    public static ObjectNode of(String packetId, Draft draft) {
        ObjectNode form = JsonNodeFactory.instance
                .objectNode()
                .put("packetId", packetId)
                .put("revision", draft.revision())
                .put("boundary", draft.charter().boundary());
        ArrayNode sections = form.putArray("sections");
        ArrayNode annex = form.putArray("annex");
        for (Section section : draft.sections()) {
            if (section.annex()) {
                annex.addObject()
                        .put("sectionId", section.sectionId())
                        .put("owner", section.owner())
                        .put("commitment", section.commitment());
            } else {
                sections.add(DraftJson.section(section));
            }
        }
        ArrayNode objections = form.putArray("objections");
        draft.objections().forEach(objection -> objections
                .addObject()
                .put("objectionId", objection.objectionId())
                .put("sectionId", objection.sectionId())
                .put("severity", objection.severity().word())
                .put("statement", objection.statement()));
        return form;
    }
}
