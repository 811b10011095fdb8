package dev.gatehouse.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.bundle.verify.VerifyBundle;
import dev.gatehouse.packet.CanonicalJson;
import dev.gatehouse.packet.Sha256;
import dev.gatehouse.packet.StrictJson;
import dev.gatehouse.packet.signing.SigningKeys;
import dev.gatehouse.testing.Doors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A bundle taken apart, to be looked at or put together otherwise; what is in it stays in order. */
public final class Bundle {
    public static final String INDEX = "index.json";
    public static final String INDEX_SIGNATURE = "index.signature.json";

    private final Map<String, byte[]> members = new LinkedHashMap<>();

    /** What the command says, and its exit code. */
    public record Told(int exitCode, String text) {}

    public static Bundle of(Doors doors, String reader, String caseId) {
        HttpResponse<byte[]> answer = doors.download(reader, "/api/cases/" + caseId + "/bundle");
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        return of(answer.body());
    }

    public static Bundle of(byte[] zip) {
        Bundle bundle = new Bundle();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                bundle.members.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bundle;
    }

    public List<String> names() {
        return new ArrayList<>(members.keySet());
    }

    public String text(String name) {
        return new String(members.get(name), StandardCharsets.UTF_8);
    }

    public JsonNode json(String name) {
        return StrictJson.read(members.get(name));
    }

    /** Everything in it as one text. */
    public String text() {
        StringBuilder all = new StringBuilder();
        members.values().forEach(content -> all.append(new String(content, StandardCharsets.UTF_8)));
        return all.toString();
    }

    public Bundle with(String name, String content) {
        members.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public Bundle without(String name) {
        members.remove(name);
        return this;
    }

    public Bundle changed(String name, UnaryOperator<String> change) {
        String before = text(name);
        String after = change.apply(before);
        assertThat(after).as(name).isNotEqualTo(before);
        return with(name, after);
    }

    /** Changes what the index says, without signing it again. */
    public Bundle indexed(Consumer<ObjectNode> change) {
        ObjectNode index = (ObjectNode) json(INDEX);
        change.accept(index);
        members.put(INDEX, CanonicalJson.bytes(index));
        return this;
    }

    /** Lists what is in it by now and signs the index, as somebody who has the key can. */
    public Bundle signed(SigningKeys keys) {
        indexed(index -> {
            ArrayNode files = index.putArray("files");
            members.forEach((name, content) -> {
                if (!name.equals(INDEX) && !name.equals(INDEX_SIGNATURE)) {
                    files.addObject()
                            .put("name", name)
                            .put("sha256", Sha256.hex(content))
                            .put("bytes", content.length);
                }
            });
        });
        members.put(INDEX_SIGNATURE, CanonicalJson.bytes(keys.envelope(BundleIndex.TYPE, members.get(INDEX))));
        return this;
    }

    public byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                out.putNextEntry(new ZipEntry(member.getKey()));
                out.write(member.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public Path in(Path folder) {
        return written(folder, zip());
    }

    public static Path written(Path folder, byte[] zip) {
        try {
            return Files.write(folder.resolve("bundle.zip"), zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Told verified(Path folder, String... options) {
        return told(in(folder), options);
    }

    public static Told told(Path bundle, String... options) {
        List<String> arguments = new ArrayList<>(List.of(bundle.toString()));
        arguments.addAll(List.of(options));
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
        int exitCode = new VerifyBundle().run(arguments, stream, stream);
        return new Told(exitCode, told.toString(StandardCharsets.UTF_8));
    }
}
