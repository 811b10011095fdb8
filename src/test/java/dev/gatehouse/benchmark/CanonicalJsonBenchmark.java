package dev.gatehouse.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StrictJson;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A packet of 1 MiB, as large as a door takes one: read strictly, written canonically and hashed. Beside it the hash alone,
 * which is the part that nothing can save.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CanonicalJsonBenchmark {
    private static final int MEBIBYTE = 1 << 20;

    private JsonNode packet;
    private byte[] bytes;

    @Setup
    public void fillAPacket() {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        filled.put("packetId", "DISC-2026-0093").put("revision", 4);
        ArrayNode sections = filled.putArray("sections");
        String text = "- 03:52 UTC mitigation \u201capplied\u201d in eu-2, 186\u202f000 \u20ac at stake\n".repeat(12);
        while (CanonicalJson.bytes(filled).length < MEBIBYTE) {
            for (int i = 0; i < 20; i++) {
                sections.addObject()
                        .put("sectionId", "section-" + sections.size())
                        .put("owner", "iris.cole")
                        .put("changedIn", sections.size())
                        .put("markdown", text);
            }
        }
        bytes = CanonicalJson.bytes(filled);
        packet = StrictJson.read(bytes);
    }

    @Benchmark
    public JsonNode readStrictly() {
        return StrictJson.read(bytes);
    }

    @Benchmark
    public String canonicaliseAndHash() {
        return Sha256.hex(CanonicalJson.bytes(packet));
    }

    @Benchmark
    public String hashAlone() {
        return Sha256.hex(bytes);
    }
}
