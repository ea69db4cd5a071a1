--[[
  Offline at once; out of the pool now, or when the reservation or call is over.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2] agent id

  Result: the agent (idle: has left the pool) | -1 not built | -2 unknown agent
]]
if not isBuilt() then return NOT_BUILT end
local agent = load(ARGV[2])
if not agent then return UNKNOWN_AGENT end
chooseStatus(agent, 'offline', '')
agent.signedOut = '1'
if agent.state == 'wrap-up' then becomeIdle(agent, now, now) end
return store(agent)
