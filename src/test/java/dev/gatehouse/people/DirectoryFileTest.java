package dev.gatehouse.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DirectoryFileTest {

    private static DirectoryFile read(String json) throws IOException {
        return DirectoryFile.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsTheDemosPeople() throws IOException {
        try (InputStream in = DirectoryFileTest.class.getResourceAsStream("/demo/people.json")) {
            DirectoryFile file = DirectoryFile.read(Objects.requireNonNull(in));
            assertThat(file.people()).hasSize(29);
            assertThat(file.sources()).hasSize(15);
            assertThat(file.sourcesThatMayState("support.command-window.declared"))
                    .containsExactly("bridge-workspace");
            assertThat(file.registers())
                    .contains("incident-timeline", "contracts")
                    .hasSize(11);
            assertThat(file.groups()).contains("bridgeLeads", "sources", "agents", "camunda-admin");
        }
    }

    @Test
    void refusesAnAccountThatOccursTwice() {
        assertThatThrownBy(() -> read("{\"people\":[{\"id\":\"a\"}],\"agents\":[{\"id\":\"a\"}]}"))
                .hasMessageContaining("a occurs twice");
    }

    @Test
    void refusesTwoAccountsForOneSource() {
        assertThatThrownBy(() ->
                        read("{\"sources\":[{\"id\":\"a\",\"source\":\"urn:x\"},{\"id\":\"b\",\"source\":\"urn:x\"}]}"))
                .hasMessageContaining("a source of its own");
    }

    @Test
    void refusesIdsThatNoPathCouldCarry() {
        assertThatThrownBy(() -> read("{\"people\":[{\"id\":\"a/b\"}]}")).hasMessageContaining("no usable id");
        assertThatThrownBy(() -> read("{\"people\":[{\"groups\":[\"g\"]}]}")).hasMessageContaining("no usable id");
    }

    @Test
    void refusesAKeyThatOccursTwice() {
        assertThatThrownBy(() -> read("{\"people\":[],\"people\":[]}")).isInstanceOf(IOException.class);
    }

    @Test
    void namesGroupsForReaders() {
        assertThat(Groups.nameOf("bridgeLeads")).isEqualTo("Bridge leads");
        assertThat(Groups.nameOf("camunda-admin")).isEqualTo("Camunda admin");
    }
}
