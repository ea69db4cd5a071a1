--[[
  Reserved -> idle at the old place in the line: the call did not come.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2] agent id
  ARGV[3] token

  Result: the agent | -1 not built | -2 unknown agent | -3 stale token | -4 wrong state
]]
if not isBuilt() then return NOT_BUILT end
local agent = load(ARGV[2])
if not agent then return UNKNOWN_AGENT end
if agent.token ~= ARGV[3] then return STALE_TOKEN end
if agent.state ~= 'reserved' then return WRONG_STATE end
freeCall(agent)
becomeIdle(agent, now)
return store(agent)
