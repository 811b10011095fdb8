package dev.gatehouse.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseAccessTest {

    private static final SchemaProperties NO_OWNER = new SchemaProperties(null, null);
    private static final SchemaProperties OWNER = new SchemaProperties("the_owner", "secret");

    @Test
    void separatesTheRolesOnAnEmbeddedDatabaseForWhichNobodyStatedAUser() {
        DatabaseAccess access = DatabaseAccess.of("jdbc:h2:./data/x", null, null, NO_OWNER);

        assertThat(access.separateRoles()).isTrue();
        assertThat(access.owner()).isEqualTo(new DatabaseRole("gatehouse_owner", ""));
        assertThat(access.runtime()).isEqualTo(new DatabaseRole("gatehouse", ""));
    }

    @Test
    void takesTheStatedUserForTheOwnerTooWhenNoOwnerIsStated() {
        DatabaseAccess access = DatabaseAccess.of("jdbc:postgresql://db/x", "app", "pw", NO_OWNER);

        assertThat(access.separateRoles()).isFalse();
        assertThat(access.owner()).isEqualTo(new DatabaseRole("app", "pw"));
    }

    @Test
    void takesBothRolesAsStated() {
        DatabaseAccess access = DatabaseAccess.of("jdbc:postgresql://db/x", "app", "pw", OWNER);

        assertThat(access.owner()).isEqualTo(new DatabaseRole("the_owner", "secret"));
        assertThat(access.runtime()).isEqualTo(new DatabaseRole("app", "pw"));
    }

    @Test
    void countsABlankOwnerAsNone() {
        assertThat(DatabaseAccess.of("jdbc:h2:mem:x", "sa", "", new SchemaProperties(" ", null))
                        .separateRoles())
                .isFalse();
    }

    @Test
    void refusesANetworkedDatabaseWithoutAUser() {
        assertThatThrownBy(() -> DatabaseAccess.of("jdbc:postgresql://db/x", null, null, OWNER))
                .hasMessageContaining("set spring.datasource.username");
        assertThatThrownBy(() -> DatabaseAccess.of("jdbc:h2:./x;AUTO_SERVER=TRUE", null, null, NO_OWNER))
                .hasMessageContaining("set spring.datasource.username");
    }

    @Test
    void refusesOtherDatabasesAndNone() {
        assertThatThrownBy(() -> DatabaseAccess.of("jdbc:mysql://db/x", "app", "pw", NO_OWNER))
                .hasMessageContaining("H2")
                .hasMessageContaining("PostgreSQL");
        assertThatThrownBy(() -> DatabaseAccess.of(null, null, null, NO_OWNER))
                .hasMessageContaining("set spring.datasource.url");
    }

    @Test
    void neverShowsAPassword() {
        assertThat(DatabaseAccess.of("jdbc:postgresql://db/x", "app", "hush", OWNER)
                        .toString())
                .doesNotContain("hush")
                .doesNotContain("secret");
    }
}
