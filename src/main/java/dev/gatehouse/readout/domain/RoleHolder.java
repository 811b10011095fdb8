package dev.gatehouse.readout.domain;

/** Who takes part in which required role. One person may hold several roles; a role has one holder. */
public record RoleHolder(String role, String person) {
    /** The role that the customer's holidays hold for and whose day's end is the deadline. */
    public static final String CUSTOMER_INCIDENT_MANAGER = "customer-incident-manager";
}
