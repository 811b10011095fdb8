package dev.gatehouse.people;

/** Ids of the groups that the product itself gives a meaning; all others are the organisation's own. */
public final class Groups {
    /** May read and repair in Cockpit; opens no gate. The engine's own word. */
    public static final String ADMIN = "camunda-admin";
    /** Bridge leads: start command windows and own their gates. */
    public static final String BRIDGE_LEADS = "bridgeLeads";
    /** Release owners: start release flows and own their last gates. */
    public static final String RELEASE_OWNERS = "releaseOwners";
    /** Owners of disclosure packets: start their flow. */
    public static final String PREMIUM_SUPPORT_LEADS = "premiumSupportLeads";
    /** Owners of recovery recommendations: start their release. */
    public static final String RECOVERY_DESK = "recoveryDesk";
    /** Program managers: start readouts and confirm their slots. */
    public static final String PROGRAM_MANAGERS = "programManagers";
    /** Duty managers: decide exceptions of readouts, review and acknowledge digests. */
    public static final String DUTY_MANAGERS = "dutyManagers";
    /** Support operations: start digests of runbooks and resolve their sources. */
    public static final String SUPPORT_OPERATIONS = "supportOperations";
    /** Read all packets, ledgers and bundles; act on nothing. */
    public static final String AUDITORS = "auditors";
    /** May read the Prometheus page; for the scraper's account. */
    public static final String METRICS = "metrics";
    /** Accounts of source systems. */
    public static final String SOURCES = "sources";
    /** Accounts of agents, often an AI. */
    public static final String AGENTS = "agents";

    private Groups() {}

    /**
     * Name to show for a group id: {@code bridgeLeads} becomes "Bridge leads", {@code camunda-admin} "Camunda admin".
     */
    public static String nameOf(String id) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '-' || c == '_') {
                name.append(' ');
            } else if (Character.isUpperCase(c) && i > 0) {
                name.append(' ').append(Character.toLowerCase(c));
            } else {
                name.append(i == 0 ? Character.toUpperCase(c) : c);
            }
        }
        return name.toString();
    }
}
