--[[
  The agent's leg came up, or was lost; the state goes on.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2] agent id
  ARGV[3] the leg's channel id, '' when lost

  Result: the agent | -1 not built | -2 unknown agent
]]
if not isBuilt() then return NOT_BUILT end
local agent = load(ARGV[2])
if not agent then return UNKNOWN_AGENT end
local wasWilling = isWilling(agent)
agent.leg = ARGV[3]
return storeChanged(agent, wasWilling)
