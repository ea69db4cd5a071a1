--[[
  What the person chose; the state goes on.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2] agent id
  ARGV[3] status
  ARGV[4] reason or ''

  Result: the agent | -1 not built | -2 unknown agent (or signed out)
]]
if not isBuilt() then return NOT_BUILT end
local agent = load(ARGV[2])
if not agent or agent.signedOut == '1' then return UNKNOWN_AGENT end
local wasWilling = isWilling(agent)
chooseStatus(agent, ARGV[3], ARGV[4])
return storeChanged(agent, wasWilling)
