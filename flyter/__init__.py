"""What happens: the lifecycles, the engine, the job table, the flows and the registering of facts."""
