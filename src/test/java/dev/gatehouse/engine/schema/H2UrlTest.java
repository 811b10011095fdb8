package dev.gatehouse.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2UrlTest {

    @Test
    void keepsAUrlAsItIsWrittenApartFromTheWriteDelay() {
        assertThat(H2Url.of("jdbc:h2:./data/x;write_delay=500;MODE=PostgreSQL;;CACHE_SIZE=8192")
                        .withoutWriteDelay())
                .hasToString("jdbc:h2:./data/x;MODE=PostgreSQL;CACHE_SIZE=8192");
    }

    @Test
    void leavesTheRuntimeRoleOnlyWhatFindsAndOpensTheDatabase() {
        assertThat(H2Url.of("jdbc:h2:file:/x/y;CIPHER=AES;WRITE_DELAY=500;DB_CLOSE_DELAY=-1;ifexists=TRUE")
                        .withoutOwnerSettings())
                .hasToString("jdbc:h2:file:/x/y;CIPHER=AES;ifexists=TRUE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:tcp://db/x", "jdbc:h2:ssl://db/x", "jdbc:h2:./x;AUTO_SERVER=TRUE"})
    void seesWhenOthersCanConnect(String url) {
        assertThat(H2Url.of(url).reachedByThisProcessOnly()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:./x", "jdbc:h2:file:/x", "jdbc:h2:mem:x", "jdbc:h2:~/x;AUTO_SERVER=FALSE"})
    void seesWhenNobodyElseCanConnect(String url) {
        assertThat(H2Url.of(url).reachedByThisProcessOnly()).isTrue();
    }
}
