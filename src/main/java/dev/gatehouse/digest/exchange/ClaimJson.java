package dev.gatehouse.digest.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.digest.domain.claims.AppliesClaim;
import dev.gatehouse.digest.domain.claims.ChangedClaim;
import dev.gatehouse.digest.domain.claims.OpenItem;
import dev.gatehouse.digest.domain.claims.Source;
import dev.gatehouse.digest.domain.claims.Source.RecordSource;
import dev.gatehouse.digest.domain.claims.Source.RunbookSource;
import dev.gatehouse.digest.domain.claims.Sources;
import dev.gatehouse.digest.domain.comparison.Difference;
import dev.gatehouse.digest.domain.comparison.NumberChange;
import dev.gatehouse.digest.domain.comparison.Place;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Claims, open items and their sources as packets have them. Source: spec 4, "Shapes". */
public final class ClaimJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ClaimJson() {}

    public static ObjectNode changed(ChangedClaim claim, String text) {
        Difference difference = claim.difference();
        ObjectNode json = NODES.objectNode()
                .put("claimId", claim.claimId())
                .put("anchor", claim.anchor())
                .put("kind", difference.kind().name())
                .put("unit", unit(difference.unit().kind().name()))
                .put("text", text)
                .put("before", difference.textBefore())
                .put("after", difference.textAfter());
        ArrayNode words = json.putArray("words");
        difference.words().forEach(piece -> words.addObject()
                .put("op", piece.change().word())
                .put("text", piece.text()));
        if (difference.movedFrom() != null) {
            json.set("movedFrom", place(difference.movedFrom()));
        }
        if (difference.movedTo() != null) {
            json.set("movedTo", place(difference.movedTo()));
        }
        number(json, difference.number());
        json.set("sources", sources(claim.sources()));
        return json;
    }

    private static ObjectNode place(Place place) {
        return NODES.objectNode()
                .put("section", place.section())
                .put("parent", place.parent())
                .put("position", place.position());
    }

    public static ObjectNode applies(AppliesClaim claim, String text) {
        ObjectNode json = NODES.objectNode()
                .put("claimId", claim.claimId())
                .put("anchor", claim.anchor())
                .put("unit", unit(claim.unit().kind().name()))
                .put("text", text)
                .put("hash", claim.unit().hash())
                .put("stale", claim.stale())
                .put("questioned", claim.questioned());
        number(json, claim.number());
        json.set("sources", sources(claim.sources()));
        return json;
    }

    private static void number(ObjectNode json, @Nullable NumberChange number) {
        if (number != null) {
            json.putObject("number").put("before", number.before()).put("after", number.after());
        }
    }

    public static ObjectNode open(OpenItem item, String itemId, Instant since, String text) {
        ObjectNode json = NODES.objectNode()
                .put("itemId", itemId)
                .put("kind", item.kind().name())
                .put("text", text)
                .put("since", since.toString())
                .put("anchor", item.anchor())
                .put("register", item.name() == null ? null : item.name().register())
                .put("key", item.name() == null ? null : item.name().key());
        ObjectNode values = json.putObject("values");
        new TreeMap<>(item.values()).forEach(values::put);
        json.set("sources", sources(item.sources()));
        return json;
    }

    private static ArrayNode sources(Sources sources) {
        ArrayNode json = NODES.arrayNode();
        for (Source source : sources.all()) {
            json.add(source(source));
        }
        return json;
    }

    private static ObjectNode source(Source source) {
        if (source instanceof RunbookSource lines) {
            return NODES.objectNode()
                    .put("repository", lines.repository())
                    .put("revision", lines.revision())
                    .put("path", lines.path())
                    .put("anchor", lines.anchor())
                    .put("fromLine", lines.fromLine())
                    .put("toLine", lines.toLine());
        }
        RecordSource record = (RecordSource) source;
        return NODES.objectNode()
                .put("register", record.name().register())
                .put("key", record.name().key())
                .put("version", record.version())
                .put("sha256", record.sha256());
    }

    /** {@code LIST_ITEM} becomes {@code list-item}. */
    private static String unit(String kind) {
        return kind.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
