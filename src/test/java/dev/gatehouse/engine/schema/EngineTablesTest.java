package dev.gatehouse.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineTablesTest {

    @Test
    void splitsAScriptAsTheEngineDoes() {
        String script = """
                --
                -- a comment; with a semicolon;

                create table A (
                    ID_ varchar(64)
                );
                # another
                insert into A
                values ('x');
                """;

        assertThat(EngineTables.statements(script))
                .containsExactly("create table A (\nID_ varchar(64)\n)\n", "insert into A\nvalues ('x')\n");
    }

    @Test
    void keepsALastStatementThatLacksItsSemicolon() {
        assertThat(EngineTables.statements("select 1")).containsExactly("select 1\n");
    }
}
